//! The same for `tower` services.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::task::{Context, Poll};
use std::time::Duration;

use cors_runtime::Policy;
use http::{Request, Response, header};
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_service::Service;

/// The same policy for tower-http.
pub fn tower_http(policy: Policy) -> CorsLayer {
    let origins = policy.origins().listed().iter().map(|origin| origin.parse().expect("a header value"));
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods(["GET", "POST", "PUT", "DELETE"].map(|method| method.parse().expect("a method")))
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE])
        .expose_headers([http::HeaderName::from_static("x-request-id")])
        .allow_credentials(true)
        .max_age(Duration::from_secs(3600))
}

/// A request of this class.
pub fn request_of(class: &str) -> Request<()> {
    let (method, lines) = super::lines(class);
    lines
        .iter()
        .fold(Request::builder().method(method), |request, (name, value)| request.header(*name, *value))
        .body(())
        .expect("a request")
}

/// The service inside: one header and an empty body.
#[derive(Clone)]
pub struct Answer;

impl Service<Request<()>> for Answer {
    type Response = Response<()>;
    type Error = Infallible;
    type Future = Ready<Result<Response<()>, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<()>) -> Self::Future {
        let mut response = Response::new(());
        response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/plain"));
        ready(Ok(response))
    }
}
