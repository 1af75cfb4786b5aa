//! The least that a middleware of this kind can cost: one for a single origin, written by hand with constants, that
//! answers preflights and takes the same care of `Vary` as a policy, and nothing else.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use actix_web::Error;
use actix_web::body::EitherBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue, ORIGIN, VARY,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpResponse, body::BoxBody};
use pin_project_lite::pin_project;

const ALLOWED: &str = "https://t00001.example";

/// The middleware; `exposes` one header to pages, or none.
#[derive(Clone, Copy)]
pub struct Floor {
    pub exposes: bool,
}

pub struct FloorService<S> {
    service: S,
    exposes: bool,
}

impl<S, B> Transform<S, ServiceRequest> for Floor
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = FloorService<S>;
    type InitError = ();
    type Future = Ready<Result<FloorService<S>, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(FloorService { service, exposes: self.exposes }))
    }
}

impl<S, B> Service<ServiceRequest> for FloorService<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = FloorFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let headers = request.headers();
        let origin = headers.get(ORIGIN);
        let granted = origin.is_some_and(|origin| origin == ALLOWED);
        let is_preflight = origin.is_some()
            && request.method() == Method::OPTIONS
            && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        if is_preflight {
            FloorFuture::Preflight { request: Some(request), granted }
        } else {
            FloorFuture::Actual { inner: self.service.call(request), granted, exposes: self.exposes }
        }
    }
}

pin_project! {
    #[project = Projected]
    pub enum FloorFuture<F> {
        Preflight { request: Option<ServiceRequest>, granted: bool },
        Actual { #[pin] inner: F, granted: bool, exposes: bool },
    }
}

impl<F, B> Future for FloorFuture<F>
where
    F: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.project() {
            Projected::Preflight { request, granted } => {
                let request = request.take().expect("polled once");
                Poll::Ready(Ok(request.into_response(preflight(*granted)).map_into_right_body()))
            }
            Projected::Actual { inner, granted, exposes } => {
                let mut response = ready!(inner.poll(cx))?;
                let headers = response.headers_mut();
                vary(headers);
                if *granted {
                    headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static(ALLOWED));
                    headers.append(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
                    if *exposes {
                        headers
                            .append(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("x-request-id"));
                    }
                }
                Poll::Ready(Ok(response.map_into_left_body()))
            }
        }
    }
}

/// Adds `Origin`, unless a line names it or says `*`.
fn vary(headers: &mut HeaderMap) {
    let named = headers.get_all(VARY).any(|line| {
        let line = line.as_bytes().trim_ascii();
        line == b"*"
            || line
                .split(|byte| *byte == b',')
                .any(|token| token.trim_ascii().eq_ignore_ascii_case(b"origin"))
    });
    if !named {
        headers.append(VARY, HeaderValue::from_static("Origin"));
    }
}

fn preflight(granted: bool) -> HttpResponse<BoxBody> {
    let status = if granted { StatusCode::NO_CONTENT } else { StatusCode::FORBIDDEN };
    let mut response = HttpResponse::with_body(status, BoxBody::new(()));
    let headers = response.headers_mut();
    let vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    headers.append(VARY, HeaderValue::from_static(vary));
    if granted {
        headers.append(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static(ALLOWED));
        headers.append(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        headers.append(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("PUT"));
        headers.append(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type"));
        headers.append(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    }
    response
}
