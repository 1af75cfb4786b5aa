//! The middleware's future: not boxed.

use std::fmt;
use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderValue;
use actix_web::{Error, HttpRequest, HttpResponse};
use pin_project_lite::pin_project;

use super::worker::Entered;
use super::{preflight, request};
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
        // The answer is written when the future is polled: a response in here would make every future larger and
        // more expensive to move.
        Preflight { request: Option<HttpRequest>, policy: D },
        Actual { #[pin] inner: F, headers: Option<ActualResponse<D, HeaderValue>>, entered: Option<Entered> },
        PassedOn { #[pin] inner: F },
        Nested { response: Option<Box<ServiceResponse>> },
    }
}

impl<F, D> PolicyFuture<F, D> {
    /// A preflight, which does not reach the application.
    pub(super) fn preflight(request: HttpRequest, policy: D) -> Self {
        Self { state: State::Preflight { request: Some(request), policy } }
    }

    /// A request that reaches the application.
    pub(super) fn actual(
        inner: F,
        headers: ActualResponse<D, HeaderValue>,
        entered: Option<Entered>,
    ) -> Self {
        Self { state: State::Actual { inner, headers: Some(headers), entered } }
    }

    /// A request whose headers a policy around this one writes.
    pub(super) fn passed_on(inner: F) -> Self {
        Self { state: State::PassedOn { inner } }
    }

    /// A request that meets a policy inside another one.
    pub(super) fn nested(response: ServiceResponse) -> Self {
        Self { state: State::Nested { response: Some(Box::new(response)) } }
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
        match self.project().state.project() {
            StateProjected::Actual { inner, headers, entered } => {
                let result = ready!(inner.poll(cx));
                *entered = None;
                match result {
                    Ok(mut response) => {
                        let is_304 = response.status() == StatusCode::NOT_MODIFIED;
                        headers.as_ref().expect(AGAIN).write(response.headers_mut(), is_304);
                        // `map_into_left_body` in small steps, which the compiler moves less for: 60 instructions.
                        let (request, response) = response.into_parts();
                        let (response, body) = response.into_parts();
                        Poll::Ready(Ok(ServiceResponse::new(
                            request,
                            response.set_body(EitherBody::left(body)),
                        )))
                    }
                    Err(error) => Poll::Ready(Err(write_on_error(error, headers.take().expect(AGAIN)))),
                }
            }
            StateProjected::Preflight { request, policy } => {
                let request = request.take().expect(AGAIN);
                let response = preflight::answer(policy, &request::read(request.head()));
                Poll::Ready(Ok(ServiceResponse::new(request, response).map_into_right_body()))
            }
            StateProjected::PassedOn { inner } => {
                inner.poll(cx).map(|result| result.map(ServiceResponse::map_into_left_body))
            }
            StateProjected::Nested { response } => {
                Poll::Ready(Ok(response.take().expect(AGAIN).map_into_right_body()))
            }
        }
    }
}

/// To Fetch an error is a response like any other.
fn write_on_error<D>(mut error: Error, headers: ActualResponse<D, HeaderValue>) -> Error
where
    D: Deref<Target = PolicyData> + 'static,
{
    error.add_response_mapper(move |mut response: HttpResponse| {
        let is_304 = response.status() == StatusCode::NOT_MODIFIED;
        headers.write(response.headers_mut(), is_304);
        response
    });
    error
}

impl<F, D> fmt::Debug for PolicyFuture<F, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyFuture").finish_non_exhaustive()
    }
}
