//! Applications of axum, and bare services over `http` 1, in the process of the test.
//!
//! ```ignore
//! let app = serve(Router::new().route("/x", get(hello)).layer(APP));
//! assert_eq!(app.ask(&Request::from_page("GET", "/x", ORIGIN)).await.in_short(), format!("200 {ORIGIN}"));
//! ```

use std::convert::Infallible;
use std::fmt;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request as HttpRequest;
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use axum::routing::any;
use futures_util::future::{BoxFuture, LocalBoxFuture};
use http::{HeaderMap, HeaderValue, Method};
use tower_layer::Layer;
use tower_service::Service;

use crate::answer::Answer;
use crate::any_policy::AnyPolicy;
use crate::deployment::{Application, Deployment, PATH};
use crate::request::Request;
use crate::script::{self, How, Script};
use crate::with_policy;

/// A policy around an axum `Router`, a `MethodRouter` and a bare service, each with the [`application`] at [`PATH`], and
/// around the application by hand, with `answer`.
#[allow(clippy::clone_on_copy, reason = "some of the kinds are not `Copy`")]
pub fn deployments(policy: impl Into<AnyPolicy>) -> Vec<Deployment> {
    let policy = policy.into();
    let name = format!("{policy:?}");
    with_policy!(policy, |policy| {
        let route = || any(application).layer(from_fn(middleware));
        let router = Router::new().route(PATH, route()).layer(policy.clone());
        let method_router = Router::new().route(PATH, route().layer(policy.clone()));
        vec![
            Deployment::new(format!("{name} on a Router"), serve(router)),
            Deployment::new(format!("{name} on a MethodRouter"), serve(method_router)),
            Deployment::new(format!("{name} on a bare service"), serve(policy.layer(Bare))),
            Deployment::new(
                format!("{name} by hand"),
                serve_by_hand(move |method, headers| policy.answer(method, headers)),
            ),
        ]
    })
}

/// What a user of another framework writes around the [`application`].
fn serve_by_hand(policy: impl Fn(&Method, &HeaderMap) -> cors_runtime::Answer + 'static) -> Served {
    Served(Rc::new(move |request| {
        let answered = policy(request.method(), request.headers());
        Box::pin(async move {
            let response = match answered {
                cors_runtime::Answer::Preflight(response) => response.map(|()| Body::empty()),
                cors_runtime::Answer::Actual(cors) => {
                    let mut response = application().await.unwrap_or_else(|response| response);
                    cors.write(response.status(), response.headers_mut());
                    response
                }
            };
            answer(response).await
        })
    }))
}

/// A service without axum's routes.
#[derive(Debug, Clone, Copy)]
pub struct Bare;

impl Service<HttpRequest> for Bare {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: HttpRequest) -> Self::Future {
        Box::pin(async { Ok(application().await.unwrap_or_else(|response| response)) })
    }
}

/// A running application.
#[derive(Clone)]
pub struct Served(Rc<dyn Fn(HttpRequest) -> LocalBoxFuture<'static, Answer>>);

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Served")
    }
}

impl Served {
    /// The answer to a request.
    pub async fn ask(&self, request: &Request) -> Answer {
        self.answer(request).await
    }
}

impl Application for Served {
    fn answer(&self, request: &Request) -> LocalBoxFuture<'static, Answer> {
        (self.0)(http_request(request))
    }
}

/// A service, ready for requests.
pub fn serve<S, B>(service: S) -> Served
where
    S: Service<HttpRequest, Response = http::Response<B>, Error = Infallible> + Clone + 'static,
    B: http_body::Body<Data = Bytes, Error: Into<axum::BoxError>> + Send + 'static,
{
    Served(Rc::new(move |request| {
        let mut service = service.clone();
        Box::pin(async move {
            let Ok(()) = poll_fn(|context| service.poll_ready(context)).await;
            let Ok(response) = service.call(request).await;
            answer(response.map(Body::new)).await
        })
    }))
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
/// If hyper would not have accepted it from a socket.
pub fn http_request(request: &Request) -> HttpRequest {
    let method = Method::from_bytes(request.method.as_bytes()).expect("a method");
    let start = http::Request::builder().method(method).uri(&request.path);
    let made = request.lines.iter().fold(start, |made, (name, value)| made.header(name, &value[..]));
    made.body(Body::from(request.body.clone())).expect("a request")
}

/// The application inside the policies: it plays this thread's [`Script`].
///
/// # Errors
///
/// If the script says so.
///
/// # Panics
///
/// If the script is not a response.
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

/// A middleware between policy and application, which returns an error instead if the script says so.
///
/// # Errors
///
/// If the script says so.
pub async fn middleware(request: HttpRequest, next: Next) -> Result<Response, Response> {
    let response = next.run(request).await;
    let Script { how: How::MiddlewareError, .. } = script::script() else { return Ok(response) };
    Err(response)
}
