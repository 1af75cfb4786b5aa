//! `.layer(POLICY)`: the service of a policy around another one.

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::future::{CorsFuture, OnResponse};
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
            Ok(headers) => CorsFuture::called(self.service.call(req), OnResponse::Policy(headers)),
            Err(response) => CorsFuture::answered(response),
        }
    }
}

/// `.layer(…)` for each kind of policy: tower's trait allows no implementation for all of them at once.
macro_rules! layer {
    ($(#[$attribute:meta])* [$($generics:tt)*] $policy:ty) => {
        $(#[$attribute])*
        impl<S, $($generics)*> Layer<S> for $policy {
            type Service = CorsService<S, Self>;

            fn layer(&self, service: S) -> Self::Service {
                CorsService::new(service, self.clone())
            }
        }
    };
}

layer! {
    /// `.layer(APP)` (feature `tower`) on an axum `Router` or `MethodRouter`, or around any other service over `http` 1.
    ///
    /// Put it outside authentication, because browsers send preflights without credentials (Fetch,
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch)). On a `Router` and a `MethodRouter` the
    /// **last** `.layer` is the outermost; in a `ServiceBuilder`, in a tuple of layers and on tonic's `Server` it is the
    /// **first**.
    ///
    /// [The guide](crate::guide::tower) says what axum does with a second policy, with `.merge`, `.route_layer` and nested
    /// routers.
    ///
    /// ```
    /// # use axum::{Router, routing::get};
    /// # use cors_runtime::cors;
    /// cors! {
    ///     const APP = { origins: ["https://app.example.com"] };
    /// }
    ///
    /// let app: Router = Router::new().route("/", get(async || "hello")).layer(APP);
    /// # drop(app);
    /// ```
    [] Policy
}

#[cfg(feature = "live")]
layer! {
    /// `.layer(live.clone())` (feature `tower`): clones share the policy in force.
    [] crate::live::LivePolicy
}

layer! {
    /// `.layer(PUBLIC.except_methods(…))` (feature `tower`), on the `MethodRouter` of a path or around more.
    [const N: usize, P: Source, B: Chooser<Policy = P>] ByMethod<N, P, B>
}

layer! {
    /// `.layer(PUBLIC.except_origins_of(…))` (feature `tower`), wherever a policy can be layered.
    [const N: usize, P: Source, B: Chooser<Policy = P>] ByOrigin<N, P, B>
}
