//! The future of `preflights_past`: not boxed.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::body::{BoxBody, EitherBody};
use actix_web::dev::ServiceResponse;
use actix_web::http::StatusCode;
use actix_web::{Error, HttpResponse, ResponseError};
use pin_project_lite::pin_project;

use super::headers;
use crate::verdict::Verdict;

pin_project! {
    /// What the service of [`preflights_past`](crate::preflights_past) returns.
    ///
    /// Fetch, [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch). For its errors see there.
    ///
    /// ```
    /// use actix_web::{App, middleware::NormalizePath};
    /// use cors_runtime::preflights_past;
    ///
    /// // You need not name it: it is what `.wrap` makes of this.
    /// let app = App::new().wrap(preflights_past(NormalizePath::trim()));
    /// # let _ = app;
    /// ```
    #[must_use = "futures do nothing unless polled"]
    pub struct PastFuture<T, S> {
        #[pin]
        state: State<T, S>,
    }
}

pin_project! {
    #[project = StateProjected]
    enum State<T, S> {
        Through { #[pin] future: T },
        Past { #[pin] future: S },
        Stopped,
    }
}

impl<T, S> PastFuture<T, S> {
    pub(super) fn through(future: T) -> Self {
        Self { state: State::Through { future } }
    }

    pub(super) fn past(future: S) -> Self {
        Self { state: State::Past { future } }
    }

    pub(super) fn stopped() -> Self {
        Self { state: State::Stopped }
    }
}

impl<T, S, A, B> Future for PastFuture<T, S>
where
    T: Future<Output = Result<ServiceResponse<A>, Error>>,
    S: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<A, B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match self.project().state.project() {
            StateProjected::Through { future } => {
                ready!(future.poll(cx)).map(|response| response.map_body(|_, body| EitherBody::left(body)))
            }
            StateProjected::Past { future } => {
                ready!(future.poll(cx)).map(|response| response.map_body(|_, body| EitherBody::right(body)))
            }
            StateProjected::Stopped => Err(Dropped.into()),
        })
    }
}

/// A preflight that no policy took at once. Its request went with the dropped future, so this is an error.
#[derive(Debug)]
struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Verdict::StoppedInBetween.fmt(f)
    }
}

impl ResponseError for Dropped {
    fn status_code(&self) -> StatusCode {
        StatusCode::FORBIDDEN
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
        headers::preflight_vary(response.headers_mut(), true);
        response
    }
}

impl<T, S> fmt::Debug for PastFuture<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PastFuture").finish_non_exhaustive()
    }
}
