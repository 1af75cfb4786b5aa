//! `.layer(AllowedOrigin::of(POLICY))`.

use std::task::{Context, Poll};

use http::{Request, Response};
use tower_layer::Layer;
use tower_service::Service;

use super::future::{CorsFuture, OnResponse};
use crate::allowed_origin::AllowedOrigin;
use crate::checked_origin::CheckedOrigin;
use crate::choose::Source;
use crate::http1::{self, Http};
use crate::policy::Policy;

/// `.layer(AllowedOrigin::of(APP))` (feature `tower`). The checked origin is in the request's extensions, as a
/// [`CheckedOrigin`].
impl<S, P: Source> Layer<S> for AllowedOrigin<P> {
    type Service = AllowedOriginService<S, P>;

    fn layer(&self, service: S) -> Self::Service {
        AllowedOriginService { service, allowed: self.clone() }
    }
}

/// The service that `.layer(AllowedOrigin::of(POLICY))` makes.
#[derive(Debug, Clone)]
pub struct AllowedOriginService<S, P = Policy> {
    service: S,
    allowed: AllowedOrigin<P>,
}

impl<S, P, A, B> Service<Request<A>> for AllowedOriginService<S, P>
where
    S: Service<Request<A>, Response = Response<B>>,
    P: Source,
    B: Default,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = CorsFuture<S::Future>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&mut self, mut req: Request<A>) -> Self::Future {
        let request = http1::read(req.method(), req.headers());
        match self.allowed.admit::<Http>(&request) {
            Ok(origin) => {
                // One that an earlier service left there was not checked against this policy.
                req.extensions_mut().remove::<CheckedOrigin>();
                if let Some(origin) = origin {
                    req.extensions_mut().insert(origin);
                }
                CorsFuture::called(self.service.call(req), OnResponse::VaryByOrigin)
            }
            Err(response) => CorsFuture::answered(response),
        }
    }
}
