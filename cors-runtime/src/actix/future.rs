//! The middleware's future: not boxed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::EitherBody;
use actix_web::dev::ServiceResponse;
use actix_web::http::header::HeaderValue;
use actix_web::{Error, HttpResponse};
use pin_project_lite::pin_project;

use super::worker::Entered;
use crate::response::ResponseHeaders;

pin_project! {
    /// The future of a policy's middleware: the application's response with the policy's headers, or a response of the
    /// policy's own.
    #[must_use = "futures do nothing unless polled"]
    pub struct PolicyFuture<F> {
        #[pin]
        state: PolicyState<F>,
    }
}

pin_project! {
    #[project = PolicyStateProjected]
    enum PolicyState<F> {
        Answered { response: Option<ServiceResponse<()>> },
        // The request is inside of the policy while `entered` lives: until the response, an `Err`, a drop or a panic.
        Called { headers: ResponseHeaders<HeaderValue>, entered: Option<Entered>, #[pin] inner: F },
    }
}

impl<F> PolicyFuture<F> {
    /// A request that does not reach the application.
    pub(super) fn answered(response: ServiceResponse<()>) -> Self {
        Self { state: PolicyState::Answered { response: Some(response) } }
    }

    /// A request that reaches the application. What is there before the call comes first, which saves a move.
    pub(super) fn called(headers: ResponseHeaders<HeaderValue>, entered: Option<Entered>, inner: F) -> Self {
        Self { state: PolicyState::Called { headers, entered, inner } }
    }
}

impl<F, B> Future for PolicyFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B, ()>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project().state.project() {
            PolicyStateProjected::Called { inner, headers, entered } => {
                // Changed where it is, and moved only when nothing can panic any more: a response that may have to be
                // dropped half-way is moved twice (60 instructions).
                let mut polled = inner.poll(cx);
                if let Poll::Ready(result) = &mut polled {
                    *entered = None;
                    if let Ok(response) = result {
                        let status = response.status().as_u16();
                        headers.write(response.headers_mut(), status);
                    }
                }
                match polled {
                    Poll::Pending => Poll::Pending,
                    Poll::Ready(Ok(response)) => {
                        // `map_into_left_body` in small steps, which the compiler moves less for: 60 instructions.
                        let (request, response) = response.into_parts();
                        let (response, body) = response.into_parts();
                        Poll::Ready(Ok(ServiceResponse::new(
                            request,
                            response.set_body(EitherBody::left(body)),
                        )))
                    }
                    Poll::Ready(Err(error)) => Poll::Ready(Err(write_on_error(error, headers.clone()))),
                }
            }
            PolicyStateProjected::Answered { response } => {
                let response = response.take().expect("polled again after it was ready");
                Poll::Ready(Ok(response.map_into_right_body()))
            }
        }
    }
}

/// To Fetch an error is a response like any other.
fn write_on_error(mut error: Error, headers: ResponseHeaders<HeaderValue>) -> Error {
    error.add_response_mapper(move |mut response: HttpResponse| {
        let status = response.status().as_u16();
        headers.write(response.headers_mut(), status);
        response
    });
    error
}

impl<F> fmt::Debug for PolicyFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyFuture").finish_non_exhaustive()
    }
}
