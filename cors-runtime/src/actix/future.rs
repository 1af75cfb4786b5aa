//! The middleware's future: not boxed.

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::header::HeaderValue;
use actix_web::{Error, HttpResponse};
use pin_project_lite::pin_project;

use super::nested::Mark;
use crate::data::PolicyData;
use crate::response::ActualResponse;

pin_project! {
    /// What a policy's middleware returns: the application's response with the policy's headers, or the answer to a
    /// preflight.
    #[must_use = "futures do nothing unless polled"]
    pub struct PolicyFuture<F, D> {
        #[pin]
        state: State<F, D>,
    }
}

pin_project! {
    #[project = StateProjected]
    enum State<F, D> {
        Answered { response: Option<ServiceResponse> },
        Actual { #[pin] inner: F, headers: Option<ActualResponse<D, HeaderValue>>, mark: Option<Mark> },
        PassedOn { #[pin] inner: F },
    }
}

impl<F, D> PolicyFuture<F, D> {
    /// A request that does not reach the application.
    pub(super) fn answered(response: ServiceResponse) -> Self {
        Self { state: State::Answered { response: Some(response) } }
    }

    /// One that does.
    pub(super) fn actual(inner: F, headers: ActualResponse<D, HeaderValue>, mark: Option<Mark>) -> Self {
        Self { state: State::Actual { inner, headers: Some(headers), mark } }
    }

    /// One whose headers a policy around this one writes.
    pub(super) fn passed_on(inner: F) -> Self {
        Self { state: State::PassedOn { inner } }
    }
}

impl<F, D, B> Future for PolicyFuture<F, D>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
    D: Deref<Target = PolicyData> + 'static,
{
    type Output = Result<ServiceResponse<EitherBody<B, BoxBody>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        const AGAIN: &str = "polled again after it was ready";
        Poll::Ready(match self.project().state.project() {
            StateProjected::Answered { response } => Ok(response.take().expect(AGAIN).map_into_right_body()),
            StateProjected::Actual { inner, headers, mark } => {
                let result = ready!(inner.poll(cx));
                *mark = None;
                match result {
                    Ok(mut response) => {
                        let status = response.status().as_u16();
                        // Not taken: moving it costs more than leaving it.
                        headers.as_ref().expect(AGAIN).write(response.headers_mut(), status);
                        Ok(response.map_into_left_body())
                    }
                    Err(mut error) => {
                        // To Fetch an error is a response like any other.
                        let headers = headers.take().expect(AGAIN);
                        error.add_response_mapper(move |mut response: HttpResponse| {
                            let status = response.status().as_u16();
                            headers.write(response.headers_mut(), status);
                            response
                        });
                        Err(error)
                    }
                }
            }
            StateProjected::PassedOn { inner } => {
                ready!(inner.poll(cx)).map(ServiceResponse::map_into_left_body)
            }
        })
    }
}

impl<F, D> fmt::Debug for PolicyFuture<F, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyFuture").finish_non_exhaustive()
    }
}
