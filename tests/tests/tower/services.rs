//! Services that are not routers: errors that pass, bodies of several kinds, and what they stream.

use std::convert::Infallible;
use std::future::{Future, Ready, poll_fn, ready};
use std::task::{Context, Poll};

use axum::body::Bytes;
use cors_runtime::cors;
use http::{HeaderMap, HeaderValue, Request, Response};
use http_body::Frame;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Empty, Full, StreamBody};
use tower_layer::Layer as _;
use tower_service::Service;

cors! {
    const APP = { origins: ["https://app.example.com"], expose: ["x-total"] };
}

/// A service that is only a function.
#[derive(Clone, Copy)]
struct By<F>(F);

impl<F, A, B, E> Service<Request<A>> for By<F>
where
    F: Fn() -> Result<Response<B>, E>,
{
    type Response = Response<B>;
    type Error = E;
    type Future = Ready<Result<Response<B>, E>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), E>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Request<A>) -> Self::Future {
        ready((self.0)())
    }
}

fn request(method: &str, lines: &[(&str, &str)]) -> Request<()> {
    let request = Request::builder().method(method).header("origin", "https://app.example.com");
    lines
        .iter()
        .fold(request, |request, (name, value)| request.header(*name, *value))
        .body(())
        .expect("a request")
}

async fn call<S: Service<Request<()>>>(
    mut service: S,
    request: Request<()>,
) -> Result<S::Response, S::Error> {
    poll_fn(|context| service.poll_ready(context)).await?;
    service.call(request).await
}

/// What is read of a response.
async fn read<B>(response: Result<Response<B>, impl std::fmt::Debug>) -> (HeaderMap, Bytes, Option<HeaderMap>)
where
    B: http_body::Body<Data = Bytes, Error: std::fmt::Debug>,
{
    let (head, body) = response.expect("a response").into_parts();
    let body = body.collect().await.expect("a body");
    let trailers = body.trailers().cloned();
    (head.headers, body.to_bytes(), trailers)
}

#[actix_web::test]
async fn an_error_of_the_service_passes_untouched() {
    #[derive(Debug, PartialEq)]
    struct Broken(u8);

    let service = APP.layer(By(|| Err::<Response<Full<Bytes>>, _>(Broken(7))));
    assert_eq!(call(service.clone(), request("GET", &[])).await.err(), Some(Broken(7)));
    let preflight = request("OPTIONS", &[("access-control-request-method", "GET")]);
    let answer = call(service, preflight).await.expect("a preflight does not reach it");
    assert_eq!(answer.status(), 204);
}

#[actix_web::test]
async fn a_service_that_is_not_ready_is_waited_for() {
    #[derive(Clone)]
    struct Slow(usize);

    impl Service<Request<()>> for Slow {
        type Response = Response<Empty<Bytes>>;
        type Error = Infallible;
        type Future = Ready<Result<Self::Response, Infallible>>;

        fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
            context.waker().wake_by_ref();
            self.0 -= 1;
            if self.0 == 0 { Poll::Ready(Ok(())) } else { Poll::Pending }
        }

        fn call(&mut self, _: Request<()>) -> Self::Future {
            assert_eq!(self.0, 0, "it is called when it is ready");
            ready(Ok(Response::new(Empty::new())))
        }
    }

    let response = call(APP.layer(Slow(3)), request("GET", &[])).await.expect("a response");
    assert_eq!(response.headers()["access-control-allow-origin"], "https://app.example.com");
}

#[actix_web::test]
async fn bodies_of_every_kind() {
    let hello = Bytes::from_static(b"hello");
    let full =
        call(APP.layer(By(|| Ok::<_, Infallible>(Response::new(Full::from("hello"))))), request("GET", &[]));
    assert_eq!(read(full.await).await.1, hello);
    let boxed = || BoxBody::<Bytes, Infallible>::new(Full::from("hello"));
    let boxed = call(APP.layer(By(|| Ok::<_, Infallible>(Response::new(boxed())))), request("GET", &[]));
    assert_eq!(read(boxed.await).await.1, hello);
    let axums = || axum::body::Body::from("hello");
    let axums = call(APP.layer(By(|| Ok::<_, Infallible>(Response::new(axums())))), request("GET", &[]));
    assert_eq!(read(axums.await).await.1, hello);
    let tonics = || tonic::body::Body::new(Full::from("hello"));
    let tonics = call(APP.layer(By(|| Ok::<_, Infallible>(Response::new(tonics())))), request("GET", &[]));
    let (headers, body, _) = read(tonics.await).await;
    assert_eq!((headers["access-control-expose-headers"].to_str().ok(), body), (Some("x-total"), hello));
}

#[actix_web::test]
async fn frames_and_trailers_pass() {
    let streamed = || {
        let trailers =
            HeaderMap::from_iter([("grpc-status".parse().expect("a name"), HeaderValue::from_static("0"))]);
        let frames = [
            Frame::data(Bytes::from_static(b"hel")),
            Frame::data(Bytes::from_static(b"lo")),
            Frame::trailers(trailers),
        ];
        let frames = futures_util::stream::iter(frames.map(Ok::<_, Infallible>));
        // A body without a default, in one with it.
        Ok::<_, Infallible>(Response::new(BoxBody::new(StreamBody::new(frames))))
    };
    let (headers, body, trailers) = read(call(APP.layer(By(streamed)), request("GET", &[])).await).await;
    assert_eq!(headers["vary"], "Origin");
    assert_eq!(body, "hello");
    assert_eq!(trailers.expect("trailers")["grpc-status"], "0");
}

#[actix_web::test]
async fn size_hints_are_those_of_the_body() {
    use http_body::Body as _;
    let full = || Ok::<_, Infallible>(Response::new(Full::<Bytes>::from("hello")));
    let response = call(APP.layer(By(full)), request("GET", &[])).await.expect("a response");
    assert_eq!(response.body().size_hint().exact(), Some(5));
    let preflight = request("OPTIONS", &[("access-control-request-method", "GET")]);
    let response = call(APP.layer(By(full)), preflight).await.expect("a response");
    assert!(response.body().is_end_stream() && response.body().size_hint().exact() == Some(0));
    let refused = request("OPTIONS", &[("access-control-request-method", "PUT")]);
    let response = call(APP.layer(By(full)), refused).await.expect("a response");
    assert!(response.body().is_end_stream() && response.body().size_hint().exact() == Some(0));
}

/// The future is not boxed: it holds the inner one.
#[test]
fn the_future_is_not_boxed() {
    fn size<S: Service<Request<()>>>(_: &S) -> usize {
        size_of::<S::Future>()
    }
    fn is_plain<F: Future + Send>(_: &F) {}

    let inner = By(|| Ok::<_, Infallible>(Response::new(Full::<Bytes>::default())));
    let mut service = APP.layer(inner);
    assert!(size(&service) > size(&inner));
    is_plain(&service.call(request("GET", &[])));
}
