//! `.layer(AllowedOrigin::of(POLICY))`.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{Request, Response};
use pin_project_lite::pin_project;
use tower_layer::Layer;
use tower_service::Service;

use crate::allowed_origin::AllowedOrigin;
use crate::checked_origin::CheckedOrigin;
use crate::choose::Source;
use crate::http1::{self, Http};
use crate::policy::Policy;
use crate::response;

/// `.layer(AllowedOrigin::of(APP))` (feature `tower`). The checked origin is in the request's extensions, as a
/// [`CheckedOrigin`].
impl<S, P: Source> Layer<S> for AllowedOrigin<P> {
    type Service = AllowedOriginService<S, P>;

    fn layer(&self, service: S) -> Self::Service {
        AllowedOriginService { service, allowed: self.clone() }
    }
}

/// The service that `.layer(AllowedOrigin::of(POLICY))` makes.
#[derive(Debug, Clone)]
pub struct AllowedOriginService<S, P = Policy> {
    service: S,
    allowed: AllowedOrigin<P>,
}

impl<S, P, A, B> Service<Request<A>> for AllowedOriginService<S, P>
where
    S: Service<Request<A>, Response = Response<B>>,
    P: Source,
    B: Default,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = AllowedOriginFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, mut req: Request<A>) -> Self::Future {
        let request = http1::read(req.method(), req.headers());
        let state = match self.allowed.admit::<Http>(&request) {
            Ok(()) => {
                let origin =
                    request.origin.only_line().and_then(|origin| CheckedOrigin::new(origin.as_bytes()));
                // One that an earlier service left there was not checked against this policy.
                req.extensions_mut().remove::<CheckedOrigin>();
                if let Some(origin) = origin {
                    req.extensions_mut().insert(origin);
                }
                AllowedOriginState::Passed { inner: self.service.call(req) }
            }
            Err(response) => AllowedOriginState::Refused { response: Some(response) },
        };
        AllowedOriginFuture { state }
    }
}

pin_project! {
    /// The future of an [`AllowedOrigin`]: the inner service's response, or a 403.
    #[must_use = "futures do nothing unless polled"]
    pub struct AllowedOriginFuture<F> {
        #[pin]
        state: AllowedOriginState<F>,
    }
}

pin_project! {
    #[project = AllowedOriginStateProjected]
    enum AllowedOriginState<F> {
        Passed { #[pin] inner: F },
        Refused { response: Option<Response<()>> },
    }
}

impl<F, B, E> Future for AllowedOriginFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Default,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            AllowedOriginStateProjected::Passed { inner } => {
                let mut response = ready!(inner.poll(cx))?;
                // Both answers depend on `Origin`: a cache must not serve one in place of the other.
                response::vary_by_origin(response.headers_mut());
                Poll::Ready(Ok(response))
            }
            AllowedOriginStateProjected::Refused { response } => {
                let response = response.take().expect("polled again after it was ready");
                Poll::Ready(Ok(response.map(|()| B::default())))
            }
        }
    }
}

impl<F> fmt::Debug for AllowedOriginFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllowedOriginFuture").finish_non_exhaustive()
    }
}
