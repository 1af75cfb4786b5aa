//! The service's future: not boxed.

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::{HeaderValue, Response, StatusCode};
use pin_project_lite::pin_project;

use super::body::CorsBody;
use super::preflight::Answer;
use crate::data::PolicyData;
use crate::response::ActualResponse;

pin_project! {
    /// What a policy's service returns: the inner service's response with the policy's headers, or the answer to a
    /// preflight.
    #[must_use = "futures do nothing unless polled"]
    pub struct CorsFuture<F, D> {
        #[pin]
        state: State<F, D>,
    }
}

pin_project! {
    #[project = StateProjected]
    enum State<F, D> {
        Answered { answer: Option<Answer> },
        Actual { #[pin] inner: F, headers: ActualResponse<D, HeaderValue> },
        PassedOn { #[pin] inner: F },
    }
}

impl<F, D> CorsFuture<F, D> {
    /// A request that does not reach the service.
    pub(super) fn answered(answer: Answer) -> Self {
        Self { state: State::Answered { answer: Some(answer) } }
    }

    /// A request that reaches the service.
    pub(super) fn actual(inner: F, headers: ActualResponse<D, HeaderValue>) -> Self {
        Self { state: State::Actual { inner, headers } }
    }

    /// A request whose headers a policy around this one writes.
    pub(super) fn passed_on(inner: F) -> Self {
        Self { state: State::PassedOn { inner } }
    }
}

impl<F, D, B, E> Future for CorsFuture<F, D>
where
    F: Future<Output = Result<Response<B>, E>>,
    D: Deref<Target = PolicyData>,
{
    type Output = Result<Response<CorsBody<B>>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            StateProjected::Actual { inner, headers } => {
                let mut response = ready!(inner.poll(cx))?;
                let is_304 = response.status() == StatusCode::NOT_MODIFIED;
                headers.write(response.headers_mut(), is_304);
                Poll::Ready(Ok(response.map(CorsBody::service)))
            }
            StateProjected::Answered { answer } => {
                let answer = answer.take().expect("polled again after it was ready");
                Poll::Ready(Ok(answer.into_response()))
            }
            StateProjected::PassedOn { inner } => {
                Poll::Ready(ready!(inner.poll(cx)).map(|response| response.map(CorsBody::service)))
            }
        }
    }
}

impl<F, D> fmt::Debug for CorsFuture<F, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CorsFuture").finish_non_exhaustive()
    }
}
