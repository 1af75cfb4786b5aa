//! The service's future: not boxed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderValue, Response, StatusCode};
use pin_project_lite::pin_project;

use crate::response::ResponseHeaders;

pin_project! {
    /// The future of a policy's service: the inner service's response with the policy's headers, or a response of the
    /// policy's own.
    #[must_use = "futures do nothing unless polled"]
    pub struct CorsFuture<F> {
        #[pin]
        state: PolicyState<F>,
    }
}

pin_project! {
    #[project = PolicyStateProjected]
    enum PolicyState<F> {
        Answered { response: Option<Response<()>> },
        Called { #[pin] inner: F, headers: ResponseHeaders<HeaderValue> },
    }
}

impl<F> CorsFuture<F> {
    /// A request that does not reach the service.
    pub(super) fn answered(response: Response<()>) -> Self {
        Self { state: PolicyState::Answered { response: Some(response) } }
    }

    /// A request that reaches the service.
    pub(super) fn called(inner: F, headers: ResponseHeaders<HeaderValue>) -> Self {
        Self { state: PolicyState::Called { inner, headers } }
    }
}

impl<F, B, E> Future for CorsFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Default,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            PolicyStateProjected::Called { inner, headers } => {
                let mut response = ready!(inner.poll(cx))?;
                let is_304 = response.status() == StatusCode::NOT_MODIFIED;
                headers.write(response.headers_mut(), is_304);
                Poll::Ready(Ok(response))
            }
            PolicyStateProjected::Answered { response } => {
                let response = response.take().expect("polled again after it was ready");
                Poll::Ready(Ok(response.map(|()| B::default())))
            }
        }
    }
}

impl<F> fmt::Debug for CorsFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorsFuture").finish_non_exhaustive()
    }
}
