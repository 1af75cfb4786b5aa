//! `.wrap(AllowedOrigin::of(POLICY))`, and the extractor for what it has checked.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, ready};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Payload, Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::error::{ErrorForbidden, ErrorInternalServerError};
use actix_web::{Error, FromRequest, HttpMessage as _, HttpRequest, HttpResponse};
use pin_project_lite::pin_project;

use super::request::{self, Actix};
use crate::allowed_origin::AllowedOrigin;
use crate::checked_origin::CheckedOrigin;
use crate::choose::Source;
use crate::policy::Policy;
use crate::{event, response};

impl<S, B, P> Transform<S, ServiceRequest> for AllowedOrigin<P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: Source,
{
    type Response = ServiceResponse<EitherBody<B, ()>>;
    type Error = Error;
    type Transform = AllowedOriginMiddleware<S, P>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(AllowedOriginMiddleware { service, allowed: self.clone() }))
    }
}

/// The service that `.wrap(AllowedOrigin::of(POLICY))` makes.
#[derive(Debug)]
pub struct AllowedOriginMiddleware<S, P = Policy> {
    service: S,
    allowed: AllowedOrigin<P>,
}

impl<S, B, P> Service<ServiceRequest> for AllowedOriginMiddleware<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: Source,
{
    type Response = ServiceResponse<EitherBody<B, ()>>;
    type Error = Error;
    type Future = AllowedOriginFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, req: ServiceRequest) -> Self::Future {
        let request = request::read(req.head());
        let state = match self.allowed.admit::<Actix>(&request) {
            Ok(origin) => {
                let inside = Rc::new(());
                req.extensions_mut().insert(OriginMark::new(origin, &inside));
                AllowedOriginState::Passed { inner: self.service.call(req), inside: Some(inside) }
            }
            Err(response) => AllowedOriginState::Refused { response: Some(req.into_response(response)) },
        };
        AllowedOriginFuture { state }
    }
}

pin_project! {
    /// The future of an [`AllowedOrigin`](crate::AllowedOrigin): the application's response, or a 403.
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct AllowedOriginFuture<F> {
        #[pin]
        state: AllowedOriginState<F>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = AllowedOriginStateProjected]
    enum AllowedOriginState<F> {
        // The checked origin in the request is valid while `inside` lives: until the response, an `Err`, a drop or a
        // panic.
        Passed { #[pin] inner: F, inside: Option<Rc<()>> },
        Refused { response: Option<ServiceResponse<()>> },
    }
}

impl<F, B> Future for AllowedOriginFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B, ()>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match self.project().state.project() {
            AllowedOriginStateProjected::Passed { inner, inside } => {
                let result = ready!(inner.poll(cx));
                *inside = None;
                // Both answers depend on `Origin`: a cache must not serve one in place of the other.
                match result {
                    Ok(mut response) => {
                        response::vary_by_origin(response.headers_mut());
                        Ok(response.map_into_left_body())
                    }
                    Err(mut error) => {
                        error.add_response_mapper(|mut response: HttpResponse| {
                            response::vary_by_origin(response.headers_mut());
                            response
                        });
                        Err(error)
                    }
                }
            }
            AllowedOriginStateProjected::Refused { response } => {
                let response = response.take().expect("polled again after it was ready");
                Ok(response.map_into_right_body())
            }
        })
    }
}

/// What the `AllowedOrigin` around the handler has allowed: an origin, or a request without one. It is valid only while
/// that `AllowedOrigin` waits for its response, because a request may be served again afterwards, elsewhere.
struct OriginMark {
    origin: Option<CheckedOrigin>,
    inside: Weak<()>,
}

impl OriginMark {
    fn new(origin: Option<CheckedOrigin>, inside: &Rc<()>) -> Self {
        Self { origin, inside: Rc::downgrade(inside) }
    }
}

impl FromRequest for CheckedOrigin {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = req.extensions();
        let checked = extensions.get::<OriginMark>().filter(|checked| checked.inside.strong_count() > 0);
        ready(match checked.map(|checked| &checked.origin) {
            Some(Some(origin)) => Ok(origin.clone()),
            Some(None) => Err(ErrorForbidden("this request has no origin")),
            None => {
                event::unchecked_origin(req.match_pattern().as_deref());
                Err(ErrorInternalServerError(
                    "nothing checks the origin of requests to this handler: wrap it in an `AllowedOrigin`",
                ))
            }
        })
    }
}
