//! A policy inside another one: 500 for every request, and no handler runs. The same one inside itself: the outer
//! one writes.

use std::cell::Cell;

use axum::Router;
use axum::body::Body;
use axum::extract::Request as HttpRequest;
use axum::middleware::{Next, from_fn};
use axum::routing::{MethodRouter, get};
use cors_runtime::{LivePolicy, Policy, cors};
use cors_tests::log;
use cors_tests::request::Request;
use cors_tests::tower::{http_request, serve};
use tower_service::Service as _;

cors! {
    const OUTER = { origins: ["https://app.example.com"], credentials: true };
    const INNER = { origins: ["https://inner.example.com", "https://app.example.com"] };
    const TENANTS = { origins: [runtime] };
}

const ORIGIN: &str = "https://app.example.com";

thread_local! {
    static CALLS: Cell<usize> = const { Cell::new(0) };
}

async fn handler() -> &'static str {
    CALLS.set(CALLS.get() + 1);
    "hello"
}

/// A route with two layers.
fn twice(inner: Policy, outer: Policy) -> MethodRouter {
    let route: MethodRouter = get(handler).layer(inner);
    route.layer(outer)
}

/// A route with a layer, inside a router with another one.
macro_rules! nested {
    ($outer:expr, $inner:expr) => {
        serve(Router::new().route("/x", get(handler).layer($inner)).route("/y", get(handler)).layer($outer))
    };
}

#[actix_web::test]
async fn another_policy_inside_is_a_500_for_everybody() {
    let live = || TENANTS.with_origins([ORIGIN]).expect("an origin");
    for (says, app, outer, inner) in [
        ("two constants", nested!(OUTER, INNER), "OUTER", "INNER"),
        (
            "two layers on one route",
            serve(Router::new().route("/x", twice(INNER, OUTER)).route("/y", get(handler).layer(OUTER))),
            "OUTER",
            "INNER",
        ),
        ("a template inside", nested!(OUTER, live()), "OUTER", "TENANTS"),
        ("two live policies of one template", nested!(live(), live()), "TENANTS", "TENANTS"),
        ("a constant, made live", nested!(OUTER, LivePolicy::from(OUTER)), "OUTER", "OUTER"),
        (
            "a router nested in another one",
            serve(
                Router::new()
                    .nest("/x", Router::new().route("/", get(handler)).layer(INNER))
                    .route("/y", get(handler))
                    .layer(OUTER),
            ),
            "OUTER",
            "INNER",
        ),
    ] {
        let (log, _guard) = log::listen();
        CALLS.set(0);
        for asked in [
            Request::new("GET", "/x", &[]),
            Request::from_page("GET", "/x", ORIGIN),
            Request::from_page("GET", "/x", "https://evil.example"),
            Request::from_page("DELETE", "/x", ORIGIN),
        ] {
            let answer = app.ask(&asked).await;
            assert_eq!((answer.status, CALLS.get()), (500, 0), "{says}: {answer:?}");
            if cfg!(debug_assertions) {
                let reason = format!("CORS: policy `{inner}` is inside policy `{outer}`");
                assert!(answer.body.starts_with(&reason), "{says}: {}", answer.body);
                assert!(answer.body.contains("by_method"), "{says}: {}", answer.body);
                assert_eq!(
                    answer.body.contains("use clones of one"),
                    inner == outer,
                    "{says}: {}",
                    answer.body
                );
            } else {
                assert_eq!(answer.body, "", "{says}");
            }
            let lines = log.lines();
            let errors: Vec<_> = lines.iter().filter(|line| line.starts_with("ERROR")).collect();
            assert_eq!(errors.len(), 1, "{says}: {lines:?}");
            assert!(
                errors[0].ends_with(&format!("policy=\"{inner}\" outer=\"{outer}\"")),
                "{says}: {errors:?}"
            );
        }
        let beside = app.ask(&Request::from_page("GET", "/y", ORIGIN)).await;
        assert_eq!((beside.status, CALLS.get()), (200, 1), "{says}: the other routes are served");
    }
}

#[actix_web::test]
async fn the_same_policy_inside_itself_is_one() {
    let live = TENANTS.with_origins([ORIGIN]).expect("an origin");
    let _others = (nested!(OUTER, OUTER), nested!(INNER, INNER));
    for (says, app) in [
        ("a constant", nested!(OUTER, OUTER)),
        ("clones of a live policy", nested!(live.clone(), live.clone())),
        ("three times", serve(Router::new().route("/x", twice(OUTER, OUTER)).layer(OUTER))),
    ] {
        let answer = app.ask(&Request::from_page("GET", "/x", ORIGIN)).await;
        assert_eq!(answer.in_short(), format!("200 {ORIGIN}"), "{says}");
        assert_eq!(answer.values("vary"), ["Origin"], "{says}");
        let answer = app.ask(&Request::preflight("/x", ORIGIN, "GET")).await;
        assert_eq!(answer.in_short(), format!("204 {ORIGIN}"), "{says}");
    }
}

/// Serves what a handler asks for with a request of its own, as a gateway does.
#[actix_web::test]
async fn a_request_that_a_handler_makes_meets_policies_of_its_own() {
    let inner = Router::new().route("/inner", get(handler)).layer(INNER);
    let gateway = get(async move || {
        let mut inner = inner.clone();
        let Ok(response) =
            inner.call(http_request(&Request::from_page("GET", "/inner", "https://inner.example.com"))).await;
        let allowed = &response.headers()["access-control-allow-origin"];
        allowed.to_str().expect("text").to_owned()
    });
    let app = serve(Router::new().route("/x", gateway).layer(OUTER));
    let answer = app.ask(&Request::from_page("GET", "/x", ORIGIN)).await;
    assert_eq!(
        (answer.in_short(), answer.body.as_str()),
        (format!("200 {ORIGIN}"), "https://inner.example.com")
    );
}

/// The documented limit: the mark is in the extensions of the request, and a copy of them has met a policy already.
#[actix_web::test]
async fn extensions_that_are_sent_through_twice_have_met_the_first_policy() {
    let first = Router::new().route("/x", get(async || "first")).layer(OUTER);
    let second = Router::new().route("/x", get(handler)).layer(INNER);
    let again = move |outgoing: HttpRequest, _: Next| {
        let (mut first, mut second) = (first.clone(), second.clone());
        async move {
            let (head, body) = outgoing.into_parts();
            let Ok(answer) = first.call(HttpRequest::from_parts(head.clone(), Body::empty())).await;
            assert_eq!(answer.status(), 200);
            let Ok(answer) = second.call(HttpRequest::from_parts(head, body)).await;
            answer
        }
    };
    // The extensions of a request that met no policy yet are clean after the first pass: it got a copy.
    let app = serve(Router::new().fallback(handler).layer(from_fn(again.clone())));
    assert_eq!(app.ask(&Request::from_page("GET", "/x", ORIGIN)).await.status, 200);
    let app = serve(Router::new().fallback(handler).layer(from_fn(again)).layer(OUTER));
    let (_log, _guard) = log::listen();
    assert_eq!(app.ask(&Request::from_page("GET", "/x", ORIGIN)).await.status, 500);
}
