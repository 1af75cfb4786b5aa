//! Applications of axum, and bare services over `http` 1, in process.

use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::any;
use http::{HeaderValue, Method};
use tower_layer::Layer;
use tower_service::Service;

use crate::actix::AnyPolicy;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::place::{PATH, Place, Served};
use crate::script::{self, How, Script};

/// A policy around an axum `Router`, a `MethodRouter` and a bare service, each with the [`application`] at [`PATH`].
pub fn places(policy: impl Into<AnyPolicy>) -> Vec<Place> {
    match policy.into() {
        AnyPolicy::Constant(policy) => around(policy.name(), &policy),
        AnyPolicy::Live(policy) => around(&format!("{}, live,", policy.name()), &policy),
    }
}

fn around<L>(source: &str, policy: &L) -> Vec<Place>
where
    L: Layer<axum::routing::Route> + Layer<Bare> + Clone + Send + Sync + 'static,
    <L as Layer<axum::routing::Route>>::Service: Service<Request, Error = Infallible, Response: axum::response::IntoResponse, Future: Send>
        + Clone
        + Send
        + Sync
        + 'static,
    <L as Layer<Bare>>::Service:
        Service<Request, Error = Infallible, Response = http::Response<CorsBody>> + Clone + 'static,
{
    let route = || any(application).layer(from_fn(middleware));
    let router = Router::new().route(PATH, route()).layer(policy.clone());
    let method_router = Router::new().route(PATH, route().layer(policy.clone()));
    vec![
        Place::new(format!("{source} on a Router"), serve(router)),
        Place::new(format!("{source} on a MethodRouter"), serve(method_router)),
        Place::new(format!("{source} on a bare service"), serve(policy.layer(Bare))),
    ]
}

type CorsBody = cors_runtime::middleware::tower::CorsBody<Body>;

/// A service that never heard of axum's routes.
#[derive(Debug, Clone, Copy)]
pub struct Bare;

impl Service<Request> for Bare {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request) -> Self::Future {
        Box::pin(async { Ok(application().await.unwrap_or_else(|response| response)) })
    }
}

/// A service, ready for requests.
pub fn serve<S, B>(service: S) -> Served
where
    S: Service<Request, Response = http::Response<B>, Error = Infallible> + Clone + 'static,
    B: http_body::Body<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    Served::new(move |asked| {
        let (mut service, request) = (service.clone(), request(asked));
        Box::pin(async move {
            let Ok(()) = poll_fn(|context| service.poll_ready(context)).await;
            let Ok(response) = service.call(request).await;
            answer(response.map(Body::new)).await
        })
    })
}

pub(crate) async fn answer(response: Response) -> Answer {
    let (head, body) = response.into_parts();
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let lines: Vec<_> = head.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect();
    Answer::new(head.status.as_u16(), lines, &to_bytes(body, usize::MAX).await.unwrap_or_default())
}

/// A request for a service.
///
/// # Panics
///
/// Where hyper would not have taken it from a socket.
pub fn request(asked: &Asked) -> Request {
    let method = Method::from_bytes(asked.method.as_bytes()).expect("a method");
    let request = http::Request::builder().method(method).uri(&asked.path);
    let request = asked.lines.iter().fold(request, |request, (name, value)| request.header(name, &value[..]));
    request.body(Body::from(asked.body.clone())).expect("a request")
}

/// The application behind the policies: it plays this thread's [`Script`].
///
/// # Errors
///
/// Where the script says so.
///
/// # Panics
///
/// Where the script is no response.
pub async fn application() -> Result<Response, Response> {
    script::called();
    let script = script::script();
    let response =
        script.pairs().fold(http::Response::builder().status(script.status), |response, (name, value)| {
            response.header(name, value)
        });
    let body = match script.how {
        How::Streamed => {
            let (head, rest) = script.body.split_at(script.body.len() / 2);
            let parts = [head, rest].map(|part| Ok::<_, Infallible>(Bytes::copy_from_slice(part.as_bytes())));
            Body::from_stream(futures_util::stream::iter(parts))
        }
        _ => Body::from(script.body.clone()),
    };
    let response = response.body(body).expect("a response");
    if script.how == How::HandlerError { Err(response) } else { Ok(response) }
}

/// A middleware between policy and application, which makes an error of the response where the script says so.
///
/// # Errors
///
/// Where the script says so.
pub async fn middleware(request: Request, next: Next) -> Result<Response, Response> {
    let response = next.run(request).await;
    let Script { how: How::MiddlewareError, .. } = script::script() else { return Ok(response) };
    Err(response)
}
