//! `.wrap(POLICY)`: the middleware of a policy around an application, a scope or a resource.

use std::any::TypeId;
use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use super::future::PolicyFuture;
use super::nested::{Standing, Standpoint};
use super::{request, skip_preflights};
use crate::decision::{self, Actual};
use crate::event;
use crate::policy::Policy;
use crate::response::ActualResponse;
use crate::source::Source;

/// The service that `.wrap(POLICY)` makes.
pub struct PolicyMiddleware<S, P = Policy> {
    service: S,
    policy: P,
    standpoint: Standpoint,
}

impl<S, P> fmt::Debug for PolicyMiddleware<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyMiddleware").finish_non_exhaustive()
    }
}

impl<S: 'static, P: Source> PolicyMiddleware<S, P> {
    /// The service of `policy` around `service`, built where it will run.
    pub(super) fn new(service: S, policy: P) -> Self {
        not_on_a_route::<S>(&policy);
        let standpoint = Standpoint::new(&policy);
        Self { service, policy, standpoint }
    }
}

/// The service that a `.wrap` on a `Route` gets.
type RouteService =
    Box<dyn Service<ServiceRequest, Response = ServiceResponse, Error = Error, Future = BoxFuture>>;
type BoxFuture = Pin<Box<dyn Future<Output = Result<ServiceResponse, Error>>>>;

/// actix calls a `Route` only for requests with its method, so a policy around one would never see a preflight, and
/// whatever is registered after the route would answer them.
pub(super) fn not_on_a_route<S: 'static>(policy: &impl Source) {
    let name = policy.name();
    assert!(
        TypeId::of::<S>() != TypeId::of::<RouteService>(),
        "policy `{name}` is wrapped around a single `Route`, where no preflight would reach it\n\n\
         help: wrap the resource, `web::resource(\"/path\").route(web::put().to(handler)).wrap({name})`, or write \
         `#[cross_origin({name})]` above the handler's route attribute"
    );
}

impl<S, B, P> Service<ServiceRequest> for PolicyMiddleware<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: Source,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = PolicyFuture<S::Future, P::Data>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, req: ServiceRequest) -> Self::Future {
        let entered = match self.standpoint.meet(&req) {
            Standing::Outermost(entered) => entered,
            Standing::Repeated => return PolicyFuture::passed_on(self.service.call(req)),
            Standing::Nested(outer) => {
                return PolicyFuture::nested(req.into_response(outer.response(&self.standpoint)));
            }
        };
        let policy = self.policy.data();
        let request = request::read(req.head());
        // A preflight never reaches the application, whatever is wrong with it
        // (<https://fetch.spec.whatwg.org/#cors-preflight-request>).
        if request.is_preflight() {
            skip_preflights::answered(&req);
            return PolicyFuture::preflight(req.into_parts().0, policy);
        }
        // Everything else does, with or without a grant (<https://fetch.spec.whatwg.org/#concept-cors-check>).
        let decided = decision::actual(&policy, &request);
        if let Actual::Refused(verdict) = decided {
            event::not_granted(&policy, &request, verdict);
        }
        let headers = ActualResponse::new(policy, &decided);
        PolicyFuture::actual(self.service.call(req), headers, entered)
    }
}

/// `.wrap(…)` for each kind of policy: actix's trait allows no implementation for all of them at once.
macro_rules! transform {
    ($(#[$doc:meta])* $policy:ty) => {
        transform! { $(#[$doc])* $policy as $policy }
    };
    ($(#[$doc:meta])* $given:ty as $policy:ty) => {
        $(#[$doc])*
        impl<S, B> Transform<S, ServiceRequest> for $given
        where
            S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
            B: MessageBody,
        {
            type Response = ServiceResponse<EitherBody<B>>;
            type Error = Error;
            type Transform = PolicyMiddleware<S, $policy>;
            type InitError = ();
            type Future = Ready<Result<Self::Transform, ()>>;

            fn new_transform(&self, service: S) -> Self::Future {
                let policy: &$policy = self;
                ready(Ok(PolicyMiddleware::new(service, policy.clone())))
            }
        }
    };
}

transform! {
    /// `.wrap(APP)` on an `App`, a `Scope` or a `Resource` (feature `actix-web`).
    ///
    /// Put it outside authentication, because browsers send preflights without credentials (Fetch, [CORS-preflight
    /// fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch)): in actix-web, the last `.wrap` is the outermost.
    ///
    /// # Panics
    ///
    /// At start-up, if it is wrapped around a single `Route`, because no preflight reaches one.
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
    Policy
}

transform! {
    /// `.wrap(&APP)` is `.wrap(APP)`.
    &'static Policy as Policy
}

#[cfg(feature = "live")]
transform! {
    /// `.wrap(live.clone())` on an `App`, a `Scope` or a `Resource` (feature `actix-web`).
    ///
    /// Make it once, before `HttpServer::new`, and clone it into the workers: they share what is in force.
    ///
    /// # Panics
    ///
    /// At start-up, if it is wrapped around a single `Route`, because no preflight reaches one.
    ///
    /// ```no_run
    /// use actix_web::{App, HttpServer};
    /// use cors_runtime::cors;
    ///
    /// cors! {
    ///     const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    /// }
    ///
    /// #[actix_web::main]
    /// async fn main() -> std::io::Result<()> {
    ///     let live = TENANTS.with_origins_from_env("CORS_ORIGINS").map_err(std::io::Error::other)?;
    ///     HttpServer::new(move || App::new().wrap(live.clone())).bind(("127.0.0.1", 8080))?.run().await
    /// }
    /// ```
    crate::live::LivePolicy
}
