//! `.layer(POLICY)`: the service of a policy around another one.

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::body::CorsBody;
use super::future::CorsFuture;
use super::nested::{self, Standing};
use super::preflight::Answer;
use super::request;
use crate::by_method::{ByMethod, Choice};
use crate::decision::{self, Actual};
use crate::event;
use crate::policy::Policy;
use crate::response::ActualResponse;
use crate::source::Source;

/// The service that `.layer(POLICY)` makes.
#[derive(Debug, Clone)]
pub struct CorsService<S, P = Policy> {
    service: S,
    policy: P,
}

impl<S, P: Choice> CorsService<S, P> {
    fn new(service: S, policy: P) -> Self {
        policy.each().for_each(|policy| nested::layered(policy.identity()));
        Self { service, policy }
    }
}

impl<S, P, A, B> Service<Request<A>> for CorsService<S, P>
where
    S: Service<Request<A>, Response = Response<B>>,
    P: Choice,
{
    type Response = Response<CorsBody<B>>;
    type Error = S::Error;
    type Future = CorsFuture<S::Future, <P::Policy as Source>::Data>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, mut req: Request<A>) -> Self::Future {
        let policy = self.policy.choose(|| request::read(&req).effective_method());
        match Standing::of(policy, req.extensions_mut()) {
            Standing::Outermost => {}
            Standing::Repeated => return CorsFuture::passed_on(self.service.call(req)),
            Standing::Nested(answer) => return CorsFuture::answered(answer),
        }
        let policy = policy.data();
        let request = request::read(&req);
        // A preflight never reaches the service, whatever is wrong with it
        // (<https://fetch.spec.whatwg.org/#cors-preflight-request>).
        if request.is_preflight() {
            return CorsFuture::answered(Answer::to_preflight(&policy, &request));
        }
        // Everything else does, with or without a grant (<https://fetch.spec.whatwg.org/#concept-cors-check>).
        let decided = decision::actual(&policy, &request);
        if let Actual::Refused(verdict) = decided {
            event::not_granted(&policy, &request, verdict);
        }
        let headers = ActualResponse::new(policy, &decided);
        CorsFuture::actual(self.service.call(req), headers)
    }
}

/// `.layer(APP)` (feature `tower`) on an axum `Router` or `MethodRouter`, or around any other service over `http` 1.
///
/// Put it outside authentication, because browsers send preflights without credentials (Fetch,
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch)): in axum, the last `.layer` is the
/// outermost.
///
/// | in axum | what happens | what to do |
/// |---|---|---|
/// | a second policy in another `.layer` | a policy inside another one: 500 | one policy for each route; [`by_method`](crate::by_method()) for the methods of one path |
/// | `.merge` of routers with different policies | the fallback of one of them takes every preflight of a path that they share | never merge them; `.nest` them under different paths |
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

/// `.layer(by_method(…))` (feature `tower`) on the `MethodRouter` of a path.
impl<S, P: Source, const N: usize> Layer<S> for ByMethod<N, P> {
    type Service = CorsService<S, Self>;

    fn layer(&self, service: S) -> CorsService<S, Self> {
        CorsService::new(service, self.clone())
    }
}
