//! Guards for services that register their resources by hand.

use actix_web::guard::{Guard, GuardContext};
use actix_web::http::Method;

use super::request;

/// Accepts requests with `method`, and preflights that ask for it. So resources on one path can have a policy for each
/// method, and a scope or a resource can be guarded by a method without losing its preflights.
///
/// It only looks at the request. The policy that is wrapped around the resource answers the preflight; without a
/// policy, the preflight reaches the resource's own routes. Only a well-formed preflight is accepted (Fetch,
/// [CORS-preflight request](https://fetch.spec.whatwg.org/#cors-preflight-request)): one `Origin`, one
/// `Access-Control-Request-Method`. `HEAD` is another method than `GET` here, as in actix-web's own guards.
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
#[derive(Debug, Clone)]
pub struct MethodOrPreflight {
    method: Method,
}

impl Guard for MethodOrPreflight {
    fn check(&self, context: &GuardContext<'_>) -> bool {
        let request = request::read(context.head());
        if request.is_preflight() {
            // Without exactly one requested method it is not for any route.
            return request
                .preflight_for()
                .is_some_and(|method| method.as_bytes() == self.method.as_str().as_bytes());
        }
        context.head().method == self.method
    }
}
