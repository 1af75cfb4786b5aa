//! `.wrap(POLICY)`: the middleware of a policy around an application, a scope or a resource.

use std::any::TypeId;
use std::cell::Cell;
use std::fmt;
use std::future::{Ready, ready};
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceFactory, ServiceRequest, ServiceResponse, Transform};
use actix_web::{Error, HttpMessage as _, Resource, Scope};

use super::actual::{Dress, Place, Plain};
use super::checked::Checked;
use super::future::PolicyFuture;
use super::marks::{self, Built};
use super::preflight::{Answer, Forwarded};
use super::source::PolicySource;
use super::view::Seen;
use super::{past, registry};
use crate::policy::Policy;

/// The service that `.wrap(POLICY)` makes.
///
/// Fetch, [CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol): it answers preflights without calling
/// the application, and puts the policy's headers on every other response. It never rejects an actual request and
/// never fails by itself.
///
/// ```
/// use actix_web::{App, web};
/// use cors_runtime::cors;
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"], methods: [GET, PUT] };
/// }
///
/// let app = App::new().wrap(APP);
/// let scope = web::scope("/api").wrap(APP);
/// let resource = web::resource("/x").wrap(APP);
/// # let _ = (app, scope, resource);
/// ```
pub struct PolicyMiddleware<S, P = Policy> {
    service: S,
    policy: P,
    /// Nothing but handlers inside: no route with a policy of its own.
    on_resource: bool,
    /// A scope, and certainly no resource.
    on_scope: bool,
    /// A policy stacked inside this one was reported.
    reported: Rc<Cell<bool>>,
}

impl<S, P> fmt::Debug for PolicyMiddleware<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyMiddleware").finish_non_exhaustive()
    }
}

/// The middleware for actix-web: `.wrap(APP)` on an `App`, a `Scope` or a `Resource`.
///
/// It stands outside authentication, because browsers send preflights without credentials (Fetch,
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch)): in actix-web, the `.wrap` that is
/// written last is the outermost. It never fails.
///
/// ```
/// use actix_web::{App, HttpResponse, web};
/// use cors_runtime::cors;
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"] };
/// }
///
/// let app = App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(APP);
/// # let _ = app;
/// ```
impl<S, B> Transform<S, ServiceRequest> for Policy
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = PolicyMiddleware<S, Self>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(PolicyMiddleware::new(service, *self)))
    }
}

impl<S: 'static, P> PolicyMiddleware<S, P> {
    /// The service of `policy` around `service`, built where it will run.
    pub(crate) fn new(service: S, policy: P) -> Self {
        Built::one_wrap_more();
        let on_resource = TypeId::of::<S>() == TypeId::of::<<Resource as Endpoint>::Service>();
        let on_scope = TypeId::of::<S>() == TypeId::of::<<Scope as Endpoint>::Service>();
        Self { service, policy, on_resource, on_scope, reported: Rc::new(Cell::new(false)) }
    }
}

/// What a `.wrap` on a `Resource` or a `Scope` stands around; actix does not export the types' names.
trait Endpoint {
    type Service;
}

impl<T: ServiceFactory<ServiceRequest>> Endpoint for Scope<T> {
    type Service = T::Service;
}

impl<T: ServiceFactory<ServiceRequest>> Endpoint for Resource<T> {
    type Service = T::Service;
}

impl<S, B, P> Service<ServiceRequest> for PolicyMiddleware<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody,
    P: PolicySource,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = PolicyFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, mut req: ServiceRequest) -> Self::Future {
        let built = Built::so_far();
        if !built.alone() && marks::is_governed(&req) {
            let name = self.policy.facts().name;
            marks::stack_inside(&mut req.extensions_mut(), name);
            let checked = Checked::new(req.head(), false);
            let inner = checked.around(|| self.service.call(req));
            return PolicyFuture::stacked(inner, name, checked);
        }
        let seen = Seen::of(req.head(), past::is_past(&req));
        if seen.view.is_preflight() {
            let answer = Answer::of(&self.policy, &seen, None);
            if built.routes > 0 && self.may_be_for_a_route(&req, &seen) {
                let forwarded = Forwarded::new(&self.policy, &seen, answer, marks::ask(&req));
                if built.wraps > 1 {
                    marks::govern(&req);
                }
                let checked = Checked::new(req.head(), false);
                let inner = checked.around(|| self.service.call(req));
                return PolicyFuture::forwarded(inner, forwarded, checked);
            }
            past::arrive(&mut req);
            return PolicyFuture::answered(req.into_parts().0, &answer);
        }
        let mut dress = if built.alone() {
            match Plain::of(&self.policy, &seen) {
                Ok(plain) => return PolicyFuture::plain(plain.around(|| self.service.call(req)), plain),
                Err(dress) => dress,
            }
        } else {
            Dress::of(&self.policy, &seen, Place::Around { reported: Rc::clone(&self.reported) })
        };
        if built.wraps > 1 {
            marks::govern(&req);
        }
        let inner = dress.around(|| self.service.call(req));
        PolicyFuture::actual(inner, dress)
    }
}

impl<S, P> PolicyMiddleware<S, P> {
    /// Whether a route with a policy of its own, inside this one, can be what a preflight is for.
    fn may_be_for_a_route(&self, req: &ServiceRequest, seen: &Seen<'_>) -> bool {
        let path = req.match_info().unprocessed();
        // The mark may be left over from a resource of which another guard refused the request.
        if self.on_resource || path.is_empty() && !self.on_scope && marks::is_let_in(req) {
            return false;
        }
        seen.asked_method().is_some_and(|asked| registry::may_be_meant(path, asked))
    }
}
