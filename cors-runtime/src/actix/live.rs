//! A policy with a run-time list as middleware, around an application and on a route.

use std::future::{Ready, ready};

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use super::middleware::PolicyMiddleware;
use super::route::{self, RouteGuard, RouteLayer};
use super::source::PolicySource;
use crate::decision::RunTimeOrigins as _;
use crate::live::LivePolicy;
use crate::policy::Facts;
use crate::query::Queries;

impl PolicySource for LivePolicy {
    fn facts(&self) -> &'static Facts {
        self.template().facts()
    }

    fn allows_at_run_time(&self, origin: &[u8]) -> bool {
        self.allow(self.facts(), origin)
    }
}

/// The middleware for actix-web: `.wrap(live.clone())` on an `App`, a `Scope` or a `Resource`.
///
/// Make it once, before `HttpServer::new`, and clone it into the workers: they share the list.
///
/// Fetch, [CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol). It never fails.
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
impl<S, B> Transform<S, ServiceRequest> for LivePolicy
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
        ready(Ok(PolicyMiddleware::new(service, self.clone())))
    }
}

impl Queries {
    /// The policy of a route with `origins = …`.
    ///
    /// # Panics
    ///
    /// At start-up, where `live` was made from another template: what the compiler checked would not be what is served.
    pub fn live_route(self, live: LivePolicy) -> LiveRoute {
        let (route, given) = (self.facts(), live.facts());
        let alike = if route.name == given.name { " (another policy of the same name)" } else { "" };
        assert!(
            std::ptr::eq(route, given),
            "`#[cross_origin({}, origins = …)]` was given origins for the policy `{}`{alike}\n\n\
             help: give it what `{}.with_origins(…)` returns",
            route.name,
            given.name,
            route.name,
        );
        LiveRoute(live)
    }
}

/// A route's policy with a run-time list. Not public API.
#[derive(Debug, Clone)]
#[must_use]
pub struct LiveRoute(LivePolicy);

impl LiveRoute {
    /// The guard of a route, asked for while the route is registered. It records the route for the policies around it.
    pub fn route_guard(self, path: &str, methods: &'static [&'static str]) -> RouteGuard {
        route::guard(path, methods)
    }

    /// The layer of a route, outside its other layers.
    pub fn route_layer(self, methods: &'static [&'static str]) -> RouteLayer<LivePolicy> {
        route::layer(self.0, methods)
    }
}
