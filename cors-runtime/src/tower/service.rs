//! `.layer(POLICY)`: the service of a policy around another one.

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::future::{CorsFuture, Written};
use super::nested;
use crate::answer::answer;
use crate::choose::{ByMethod, ByOrigin, Chooser, Identity, Source};
use crate::http1::{self, Http};
use crate::policy::Policy;

/// The service that `.layer(POLICY)` makes.
#[derive(Debug, Clone)]
pub struct CorsService<S, C = Policy> {
    service: S,
    policy: C,
    identity: Identity,
}

impl<S, C: Chooser> CorsService<S, C> {
    fn new(service: S, policy: C) -> Self {
        let identity = policy.identity();
        nested::layered(identity);
        Self { service, policy, identity }
    }
}

impl<S, C, A, B> Service<Request<A>> for CorsService<S, C>
where
    S: Service<Request<A>, Response = Response<B>>,
    C: Chooser,
    B: Default,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = CorsFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, mut req: Request<A>) -> Self::Future {
        let answered = nested::enter(&self.policy, self.identity, req.extensions_mut()).and_then(|nesting| {
            let request = http1::read(req.method(), req.headers());
            let policy = self.policy.choose(&request);
            answer::<Http, C>(&policy, &request, nesting)
        });
        match answered {
            Ok(headers) => CorsFuture::called(self.service.call(req), Written::Policy(headers)),
            Err(response) => CorsFuture::answered(response),
        }
    }
}

/// `.layer(APP)` (feature `tower`) on an axum `Router` or `MethodRouter`, or around any other service over `http` 1.
///
/// Put it outside authentication, because browsers send preflights without credentials (Fetch,
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch)). On a `Router` and a `MethodRouter` the
/// **last** `.layer` is the outermost; in a `ServiceBuilder`, in a tuple of layers and on tonic's `Server` it is the
/// **first**.
///
/// | in axum | what happens | what to do |
/// |---|---|---|
/// | a second policy in another `.layer` | a policy inside another one: 500 | one policy for each route; [`except_methods`](Policy::except_methods) for the methods of one path |
/// | `.merge` of routers with different policies | the fallback of one of them takes every preflight for a path that they share | never merge them; `.nest` them under different paths |
/// | `.route_layer` on a `MethodRouter` | preflights get axum's own 405, because no handler takes `OPTIONS` | `.layer` |
/// | a nested router's 404 | comes from the outer router, without the layer | give the nested router its own `.fallback`, before its `.layer` |
///
/// ```
/// use axum::{Router, routing::get};
/// use cors_runtime::cors;
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"] };
/// }
///
/// let app: Router = Router::new().route("/", get(async || "hello")).layer(APP);
/// # drop(app);
/// ```
impl<S> Layer<S> for Policy {
    type Service = CorsService<S>;

    fn layer(&self, service: S) -> CorsService<S> {
        CorsService::new(service, *self)
    }
}

/// `.layer(live.clone())` (feature `tower`): clones share the policy in force.
#[cfg(feature = "live")]
impl<S> Layer<S> for crate::live::LivePolicy {
    type Service = CorsService<S, Self>;

    fn layer(&self, service: S) -> CorsService<S, Self> {
        CorsService::new(service, self.clone())
    }
}

/// `.layer(PUBLIC.except_methods(…))` (feature `tower`), on the `MethodRouter` of a path or around more.
impl<S, const N: usize, P: Source, B: Chooser<Policy = P>> Layer<S> for ByMethod<N, P, B> {
    type Service = CorsService<S, Self>;

    fn layer(&self, service: S) -> CorsService<S, Self> {
        CorsService::new(service, self.clone())
    }
}

/// `.layer(PUBLIC.except_origins_of(…))` (feature `tower`), wherever a policy can be layered.
impl<S, const N: usize, P: Source, B: Chooser<Policy = P>> Layer<S> for ByOrigin<N, P, B> {
    type Service = CorsService<S, Self>;

    fn layer(&self, service: S) -> CorsService<S, Self> {
        CorsService::new(service, self.clone())
    }
}
