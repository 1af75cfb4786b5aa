//! `.wrap(POLICY)`: the middleware of a policy around an application, a scope or a resource.

use std::any::TypeId;
use std::fmt;
use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use super::future::PolicyFuture;
use super::request::{self, Actix};
use super::worker::{self, PolicyOnWorker};
use super::{nested, skip_preflights};
use crate::answer::answer;
use crate::choose::{ByMethod, ByOrigin, Chooser, Name, Source};
use crate::policy::Policy;

/// The service that `.wrap(POLICY)` makes.
pub struct PolicyMiddleware<S, C = Policy> {
    service: S,
    policy: C,
    on_worker: Rc<PolicyOnWorker>,
}

impl<S, C> fmt::Debug for PolicyMiddleware<S, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyMiddleware").finish_non_exhaustive()
    }
}

impl<S: 'static, C: Chooser> PolicyMiddleware<S, C> {
    /// The service of `policy` around `service`, built where it will run.
    pub(super) fn new(service: S, policy: C) -> Self {
        let name = policy.name();
        not_on_a_route::<S>(&name);
        let on_worker = worker::build(policy.identity(), name);
        Self { service, policy, on_worker }
    }
}

/// The service that a `.wrap` on a `Route` gets.
type RouteService =
    Box<dyn Service<ServiceRequest, Response = ServiceResponse, Error = Error, Future = BoxFuture>>;
type BoxFuture = Pin<Box<dyn Future<Output = Result<ServiceResponse, Error>>>>;

/// actix calls a `Route` only for requests with its method, so a policy around one would never see a preflight, and
/// whatever is registered after the route would answer them. Where the route stands in the source cannot be told: a
/// worker builds it, long after the call of `wrap` has returned, and it does not know its path.
fn not_on_a_route<S: 'static>(name: &Name) {
    let (policy, attribute) = match &*name.base {
        _ if name.has_exceptions => ("…", String::new()),
        base => (base, format!(", or write `#[cross_origin({base})]` above the handler's route attribute")),
    };
    assert!(
        TypeId::of::<S>() != TypeId::of::<RouteService>(),
        "{name} is wrapped around a single `Route`, where no preflight would reach it\n\n\
         help: wrap the resource, `web::resource(\"/path\").route(web::put().to(handler)).wrap({policy})`{attribute}"
    );
}

impl<S, B, C> Service<ServiceRequest> for PolicyMiddleware<S, C>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    C: Chooser,
{
    type Response = ServiceResponse<EitherBody<B, ()>>;
    type Error = Error;
    type Future = PolicyFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, req: ServiceRequest) -> Self::Future {
        let (entered, nesting) = match nested::enter(&self.on_worker, &req) {
            Ok(entered) => entered,
            Err(response) => return PolicyFuture::answered(req.into_response(response)),
        };
        let answered = {
            let request = request::read(req.head());
            let policy = self.policy.choose(&request);
            answer::<Actix, C>(&policy, &request, nesting)
        };
        match answered {
            Ok(headers) => PolicyFuture::called(headers, entered, self.service.call(req)),
            Err(response) => {
                skip_preflights::answered(&req);
                PolicyFuture::answered(req.into_response(response))
            }
        }
    }
}

/// `.wrap(…)` for each kind of policy: actix's trait allows no implementation for all of them at once.
macro_rules! transform {
    ($(#[$doc:meta])* [$($generics:tt)*] $policy:ty) => {
        transform! { $(#[$doc])* [$($generics)*] $policy as $policy }
    };
    ($(#[$doc:meta])* [$($generics:tt)*] $given:ty as $policy:ty) => {
        $(#[$doc])*
        impl<S, T, $($generics)*> Transform<S, ServiceRequest> for $given
        where
            S: Service<ServiceRequest, Response = ServiceResponse<T>, Error = Error> + 'static,
            T: MessageBody,
        {
            type Response = ServiceResponse<EitherBody<T, ()>>;
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
    [] Policy
}

transform! {
    /// `.wrap(&APP)` is `.wrap(APP)`.
    [] &'static Policy as Policy
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
    [] crate::live::LivePolicy
}

transform! {
    /// `.wrap(PUBLIC.except_methods(…))` on an `App`, a `Scope` or a `Resource` (feature `actix-web`).
    ///
    /// # Panics
    ///
    /// At start-up, if it is wrapped around a single `Route`, because no preflight reaches one.
    [P: Source, B: Chooser<Policy = P>, const N: usize] ByMethod<N, P, B>
}

transform! {
    /// `.wrap(PUBLIC.except_origins_of(…))` on an `App`, a `Scope` or a `Resource` (feature `actix-web`).
    ///
    /// # Panics
    ///
    /// At start-up, if it is wrapped around a single `Route`, because no preflight reaches one.
    [P: Source, B: Chooser<Policy = P>, const N: usize] ByOrigin<N, P, B>
}
