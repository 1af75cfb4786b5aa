//! The middleware's future: not boxed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::Error;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::ServiceResponse;
use pin_project_lite::pin_project;

use super::actual::{self, Dress, Plain};
use super::checked::Checked;
use super::preflight::{Answer, Forwarded};

pin_project! {
    /// What a policy's middleware returns: the application's response with the policy's headers, or the answer to a
    /// preflight.
    ///
    /// Fetch, [CORS protocol](https://fetch.spec.whatwg.org/#http-cors-protocol). It never fails by itself; it
    /// passes on the application's `Err`, which gets the same headers when it is turned into a response.
    ///
    /// ```
    /// use actix_web::dev::{Service, ServiceRequest, Transform};
    /// use cors_runtime::{Policy, middleware::PolicyFuture};
    ///
    /// // You need not name it, but it is what a wrapped service returns.
    /// fn future_of<S>(future: PolicyFuture<S::Future>) -> PolicyFuture<S::Future>
    /// where
    ///     S: Service<ServiceRequest>,
    /// {
    ///     future
    /// }
    /// ```
    #[must_use = "futures do nothing unless polled"]
    pub struct PolicyFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[project = StateProjected]
    enum State<F> {
        Answered { response: Option<ServiceResponse> },
        Plain { #[pin] inner: F, plain: Plain },
        Actual { #[pin] inner: F, dress: Option<Dress> },
        Forwarded { #[pin] inner: F, forwarded: Option<Box<Forwarded>>, checked: Checked },
        Stacked { #[pin] inner: F, name: &'static str, checked: Checked },
    }
}

impl<F> PolicyFuture<F> {
    /// A preflight, answered without the application.
    pub(super) fn answered(request: actix_web::HttpRequest, answer: &Answer) -> Self {
        let response = ServiceResponse::new(request, answer.say());
        Self { state: State::Answered { response: Some(response) } }
    }

    /// An actual request.
    pub(super) fn actual(inner: F, dress: Dress) -> Self {
        Self { state: State::Actual { inner, dress: Some(dress) } }
    }

    /// The same where constants are enough.
    pub(super) fn plain(inner: F, plain: Plain) -> Self {
        Self { state: State::Plain { inner, plain } }
    }

    /// A preflight that a route inside may answer.
    pub(super) fn forwarded(inner: F, forwarded: Forwarded, checked: Checked) -> Self {
        Self { state: State::Forwarded { inner, forwarded: Some(Box::new(forwarded)), checked } }
    }

    /// A request that another policy, around this one, governs.
    pub(super) fn stacked(inner: F, name: &'static str, checked: Checked) -> Self {
        Self { state: State::Stacked { inner, name, checked } }
    }
}

impl<F, B> Future for PolicyFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B, BoxBody>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        const AGAIN: &str = "polled again after it was ready";
        Poll::Ready(match self.project().state.project() {
            StateProjected::Answered { response } => Ok(response.take().expect(AGAIN).map_into_right_body()),
            StateProjected::Plain { inner, plain } => match ready!(plain.around(|| inner.poll(cx))) {
                Ok(mut response) => {
                    plain.put_on(&mut response);
                    Ok(response.map_into_left_body())
                }
                Err(mut error) => {
                    plain.put_on_error(&mut error);
                    Err(error)
                }
            },
            StateProjected::Actual { inner, dress } => {
                match ready!(dress.as_mut().expect(AGAIN).around(|| inner.poll(cx))) {
                    Ok(mut response) => {
                        // Not taken: moving it costs more than leaving it.
                        dress.as_ref().expect(AGAIN).put_on(&mut response);
                        Ok(response.map_into_left_body())
                    }
                    Err(mut error) => {
                        dress.take().expect(AGAIN).put_on_error(&mut error);
                        Err(error)
                    }
                }
            }
            StateProjected::Forwarded { inner, forwarded, checked } => {
                let result = ready!(checked.around(|| inner.poll(cx)));
                let forwarded = forwarded.take().expect(AGAIN);
                match result {
                    Ok(mut response) => {
                        if let Some(answered) = forwarded.answered() {
                            answered.repeat(response.headers_mut());
                            return Poll::Ready(Ok(response.map_into_left_body()));
                        }
                        let answer = forwarded.replace(response.status()).say();
                        let (request, _) = response.into_parts();
                        Ok(ServiceResponse::new(request, answer).map_into_right_body())
                    }
                    Err(mut error) => {
                        forwarded.replace_error(&mut error);
                        Err(error)
                    }
                }
            }
            StateProjected::Stacked { inner, name, checked } => {
                match ready!(checked.around(|| inner.poll(cx))) {
                    Ok(response) => Ok(response.map_into_left_body()),
                    Err(mut error) => {
                        actual::tell_error_stacked(&mut error, name);
                        Err(error)
                    }
                }
            }
        })
    }
}

impl<F> fmt::Debug for PolicyFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PolicyFuture").finish_non_exhaustive()
    }
}
