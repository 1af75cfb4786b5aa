//! Guards for services that register their resources by hand.

use actix_web::guard::{Guard, GuardContext};
use actix_web::http::Method;

use super::marks;
use super::route::{LetIn, lets_in};

/// Lets in requests with `method`, and the preflights that ask for it: so resources on one path can have a policy for
/// each method.
///
/// Give it to a resource with a policy wrapped around it. That policy answers the preflights which the guard lets in,
/// at once. Without a policy they reach the resource's own routes.
///
/// Where a resource has other guards, too, give it this one last: it marks the request, and where a guard behind it
/// refuses, the mark stays.
///
/// Fetch, [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request): a preflight is an
/// `OPTIONS` request with `Origin` and `Access-Control-Request-Method`. The guard has no errors; whatever is no such
/// request is none of its preflights.
///
/// ```
/// use actix_web::{App, HttpResponse, http::Method, web};
/// use cors_runtime::{cors, guard::method_or_preflight};
///
/// cors! {
///     const READ = { origins: any };
///     const WRITE = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
/// }
///
/// let app = App::new()
///     .service(web::resource("/x").guard(method_or_preflight(Method::GET)).wrap(READ).to(HttpResponse::Ok))
///     .service(web::resource("/x").guard(method_or_preflight(Method::PUT)).wrap(WRITE).to(HttpResponse::Ok));
/// # let _ = app;
/// ```
pub fn method_or_preflight(method: Method) -> MethodOrPreflight {
    MethodOrPreflight { method }
}

/// The guard that [`method_or_preflight`] returns.
///
/// Fetch, [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request). It has no errors.
///
/// ```
/// use actix_web::http::Method;
/// use cors_runtime::guard::{MethodOrPreflight, method_or_preflight};
///
/// let guard: MethodOrPreflight = method_or_preflight(Method::PUT);
/// # let _ = guard;
/// ```
#[derive(Debug, Clone)]
pub struct MethodOrPreflight {
    method: Method,
}

impl Guard for MethodOrPreflight {
    fn check(&self, ctx: &GuardContext<'_>) -> bool {
        match lets_in(ctx, |method| self.method.as_str().as_bytes() == method) {
            Some(LetIn::Preflight) => {
                marks::let_in(&mut ctx.req_data_mut());
                true
            }
            Some(LetIn::Request) => true,
            None => false,
        }
    }
}
