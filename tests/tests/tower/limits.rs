//! Layers that refuse requests: inside the policy a page can read the refusal, and preflights pass.

use std::future::pending;
use std::time::Duration;

use axum::body::Bytes;
use axum::error_handling::HandleErrorLayer;
use axum::extract::DefaultBodyLimit;
use axum::extract::Request as HttpRequest;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, post};
use axum::{BoxError, Router};
use cors_runtime::cors;
use cors_tests::request::Request;
use cors_tests::tower::serve;
use futures_util::future::poll_immediate;
use http::StatusCode;
use tower::ServiceBuilder;
use tower::limit::ConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

cors! {
    const APP = { origins: ["https://app.example.com"], expose: ["retry-after"] };
}

const ORIGIN: &str = "https://app.example.com";

async fn read(_: Bytes) {}

async fn panics(_: Bytes) {
    panic!("a mistake in the handler");
}

/// A rate limit that is used up.
async fn used_up(_: HttpRequest, _: Next) -> Response {
    (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "60")]).into_response()
}

async fn overloaded(_: BoxError) -> StatusCode {
    StatusCode::SERVICE_UNAVAILABLE
}

/// The policy around what `layer` adds to a router, and the other way round.
fn inside_and_outside(route: MethodRouter, layer: impl Fn(Router) -> Router) -> [Router; 2] {
    let router = Router::new().route("/x", route);
    [layer(router.clone()).layer(APP), layer(router.layer(APP))]
}

/// The same layer inside and outside: the request, and its preflight.
#[actix_web::test]
async fn a_page_can_read_what_is_refused_inside_the_policy() {
    let timeout = || TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, Duration::from_millis(1));
    // Nothing is let through: what a saturated service looks like.
    let shed = || {
        ServiceBuilder::new()
            .layer(HandleErrorLayer::new(overloaded))
            .layer(LoadShedLayer::new())
            .layer(ConcurrencyLimitLayer::new(0))
    };
    for (says, [inside, outside], status, outside_for_preflights) in [
        (
            "a body limit",
            inside_and_outside(post(read), |router| router.layer(RequestBodyLimitLayer::new(4))),
            413,
            204,
        ),
        (
            "axum's body limit",
            inside_and_outside(post(read), |router| router.layer(DefaultBodyLimit::max(4))),
            413,
            204,
        ),
        ("a rate limit", inside_and_outside(post(read), |router| router.layer(from_fn(used_up))), 429, 429),
        (
            "a saturated service that sheds load",
            inside_and_outside(post(read), |router| router.layer(shed())),
            503,
            503,
        ),
        ("a timeout", inside_and_outside(post(pending::<()>), |router| router.layer(timeout())), 504, 204),
        (
            "a panic that is caught",
            inside_and_outside(post(panics), |router| router.layer(CatchPanicLayer::new())),
            500,
            204,
        ),
    ] {
        let page = Request::from_page("POST", "/x", ORIGIN).body("12345").with("Content-Length", "5");
        let preflight = Request::preflight("/x", ORIGIN, "POST");
        let (inside, outside) = (serve(inside), serve(outside));
        let read = inside.ask(&page).await;
        assert_eq!(read.in_short(), format!("{status} {ORIGIN}"), "{says}");
        assert_eq!(read.values("access-control-expose-headers"), ["retry-after"], "{says}");
        assert_eq!(inside.ask(&preflight).await.in_short(), format!("204 {ORIGIN}"), "{says}");
        assert_eq!(outside.ask(&preflight).await.status, outside_for_preflights, "{says}, outside");
        if says != "axum's body limit" {
            assert_eq!(outside.ask(&page).await.in_short(), format!("{status} -"), "{says}, outside");
        }
    }
}

/// A layer asks what it wraps whether it is ready before it sees the request.
#[actix_web::test]
async fn preflights_of_a_saturated_service() {
    let router = || Router::new().route("/x", post(read));
    let saturated = || ConcurrencyLimitLayer::new(0);
    for (says, app, answer) in [
        (
            "wait, in one `ServiceBuilder`",
            router().layer(ServiceBuilder::new().layer(APP).layer(saturated())),
            None,
        ),
        ("are answered, with two `.layer`s", router().layer(saturated()).layer(APP), Some(204)),
        (
            "are answered, with `load_shed` between",
            router().layer(
                ServiceBuilder::new()
                    .layer(APP)
                    .layer(HandleErrorLayer::new(overloaded))
                    .layer(LoadShedLayer::new())
                    .layer(saturated()),
            ),
            Some(204),
        ),
    ] {
        let app = serve(app);
        let answered = poll_immediate(app.ask(&Request::preflight("/x", ORIGIN, "POST"))).await;
        assert_eq!(answered.map(|answer| answer.status), answer, "{says}");
    }
}
