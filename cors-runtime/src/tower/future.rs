//! The service's future: not boxed.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::{HeaderValue, Response};
use pin_project_lite::pin_project;

use crate::response::{self, ResponseHeaders};

pin_project! {
    /// The future of a policy or an [`AllowedOrigin`](crate::AllowedOrigin): the inner service's response with the headers
    /// that belong on it, or a response of their own.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct CorsFuture<F> {
        #[pin]
        state: State<F>,
        // Not in `state`, where it would be moved once more: 30 instructions of each request.
        on_response: OnResponse,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = StateProjected]
    enum State<F> {
        Answered { response: Option<Response<()>> },
        Called { #[pin] inner: F },
    }
}

/// What is written on the inner service's response.
#[derive(Debug)]
pub(super) enum OnResponse {
    Policy(ResponseHeaders<HeaderValue>),
    /// Both answers of an `AllowedOrigin` depend on `Origin`: a cache must not serve one in place of the other.
    VaryByOrigin,
    /// On a response of its own.
    Nothing,
}

impl<F> CorsFuture<F> {
    /// A request that does not reach the service.
    pub(super) fn answered(response: Response<()>) -> Self {
        Self { state: State::Answered { response: Some(response) }, on_response: OnResponse::Nothing }
    }

    /// A request that reaches the service.
    pub(super) fn called(inner: F, on_response: OnResponse) -> Self {
        Self { state: State::Called { inner }, on_response }
    }
}

impl<F, B, E> Future for CorsFuture<F>
where
    F: Future<Output = Result<Response<B>, E>>,
    B: Default,
{
    type Output = Result<Response<B>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        // Changed where it is returned: a response is large to move.
        let mut polled = match this.state.project() {
            StateProjected::Called { inner } => inner.poll(cx),
            StateProjected::Answered { response } => {
                let response = response.take().expect("polled again after it was ready");
                Poll::Ready(Ok(response.map(|()| B::default())))
            }
        };
        if let Poll::Ready(Ok(response)) = &mut polled {
            let status = response.status().as_u16();
            match this.on_response {
                OnResponse::Policy(headers) => headers.write(response.headers_mut(), status),
                OnResponse::VaryByOrigin => response::vary_by_origin(response.headers_mut()),
                OnResponse::Nothing => {}
            }
        }
        polled
    }
}
