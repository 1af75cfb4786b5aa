//! `.wrap(AllowedOrigin::of(POLICY))`.

use std::fmt;
use std::future::{Ready, ready};
use std::task::{Context, Poll};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{HeaderValue, VARY};
use actix_web::{Error, HttpResponse};

use super::super::checked::Checked;
use super::super::event;
use super::super::source::{PolicySource, RunTime};
use super::super::view::Seen;
use super::{AllowedOrigin, AllowedOriginFuture};
use crate::decision::{Line, granted_origin};
use crate::policy::Policy;

impl<S, B, P> Transform<S, ServiceRequest> for AllowedOrigin<P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: PolicySource,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = AllowedOriginMiddleware<S, P>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(AllowedOriginMiddleware { service, allowed: self.clone() }))
    }
}

/// The service that `.wrap(AllowedOrigin::of(POLICY))` makes; it never fails by itself. See [`AllowedOrigin`], and Fetch,
/// [`Origin` header](https://fetch.spec.whatwg.org/#origin-header).
///
/// ```
/// use actix_web::web;
/// use cors_runtime::{AllowedOrigin, cors};
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"], credentials: true };
/// }
/// let scope = web::scope("/forms").wrap(AllowedOrigin::of(APP));
/// # let _ = scope;
/// ```
pub struct AllowedOriginMiddleware<S, P = Policy> {
    service: S,
    allowed: AllowedOrigin<P>,
}

impl<S, P> fmt::Debug for AllowedOriginMiddleware<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AllowedOriginMiddleware").finish_non_exhaustive()
    }
}

impl<P: PolicySource> AllowedOrigin<P> {
    fn allows(&self, origin: &Line<'_>) -> bool {
        let Line::One(origin) = origin else { return false };
        self.same.is_some_and(|same| same.as_bytes() == *origin)
            || granted_origin(self.policy.facts(), &RunTime(&self.policy), origin).is_some()
    }
}

impl<S, B, P> Service<ServiceRequest> for AllowedOriginMiddleware<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: PolicySource,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = AllowedOriginFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, req: ServiceRequest) -> Self::Future {
        let seen = Seen::of(req.head(), false);
        if self.allowed.allows(&seen.view.origin) {
            let checked = Checked::new(req.head(), true);
            let inner = checked.around(|| self.service.call(req));
            return AllowedOriginFuture::passed(inner, checked);
        }
        event::blocked(self.allowed.policy.facts().name, seen.origin);
        let mut response = HttpResponse::Forbidden().finish();
        response.headers_mut().insert(VARY, HeaderValue::from_static("Origin"));
        AllowedOriginFuture::refused(req.into_response(response))
    }
}
