//! The middleware's future: not boxed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::Error;
use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::ServiceResponse;
use pin_project_lite::pin_project;

use super::super::checked::Checked;

pin_project! {
    /// What the middleware of an [`AllowedOrigin`](crate::AllowedOrigin) returns: the application's response, or a 403.
    ///
    /// See Fetch, [`Origin` header](https://fetch.spec.whatwg.org/#origin-header). It never fails by itself; it passes on
    /// the application's `Err`.
    ///
    /// ```
    /// use actix_web::dev::{Service, ServiceRequest};
    /// use cors_runtime::middleware::AllowedOriginFuture;
    ///
    /// // You need not name it, but it is what a wrapped service returns.
    /// fn future_of<S>(future: AllowedOriginFuture<S::Future>) -> AllowedOriginFuture<S::Future>
    /// where
    ///     S: Service<ServiceRequest>,
    /// {
    ///     future
    /// }
    /// ```
    #[must_use = "futures do nothing unless polled"]
    pub struct AllowedOriginFuture<F> {
        #[pin]
        state: State<F>,
    }
}

pin_project! {
    #[project = StateProjected]
    enum State<F> {
        Passed { #[pin] inner: F, checked: Checked },
        Refused { response: Option<ServiceResponse> },
    }
}

impl<F> AllowedOriginFuture<F> {
    pub(super) fn passed(inner: F, checked: Checked) -> Self {
        Self { state: State::Passed { inner, checked } }
    }

    pub(super) fn refused(response: ServiceResponse) -> Self {
        Self { state: State::Refused { response: Some(response) } }
    }
}

impl<F, B> Future for AllowedOriginFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B, BoxBody>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match self.project().state.project() {
            StateProjected::Passed { inner, checked } => {
                ready!(checked.around(|| inner.poll(cx))).map(ServiceResponse::map_into_left_body)
            }
            StateProjected::Refused { response } => {
                let response = response.take().expect("polled again after it was ready");
                Ok(response.map_into_right_body())
            }
        })
    }
}

impl<F> fmt::Debug for AllowedOriginFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllowedOriginFuture").finish_non_exhaustive()
    }
}
