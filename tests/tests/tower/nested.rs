//! A policy inside another one: 500 for every request, and no handler runs. The same one inside itself does its work
//! again, which changes nothing.

use std::cell::Cell;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::Request as HttpRequest;
use axum::middleware::{Next, from_fn};
use axum::routing::{MethodRouter, get};
use cors_runtime::{LivePolicy, Policy, cors};
use cors_tests::events;
use cors_tests::request::Request;
use cors_tests::tower::{http_request, serve};
use http::Extensions;
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
        let (log, _guard) = events::record();
        CALLS.set(0);
        for asked in [
            Request::new("GET", "/x", &[]),
            Request::from_page("GET", "/x", ORIGIN),
            Request::from_page("GET", "/x", "https://evil.example"),
            Request::from_page("DELETE", "/x", ORIGIN),
        ] {
            let answer = app.ask(&asked).await;
            assert_eq!((answer.status, CALLS.get()), (500, 0), "{says}: {answer:?}");
            assert_eq!(
                (answer.reason().is_some(), answer.body.as_str()),
                (cfg!(debug_assertions), ""),
                "{says}"
            );
            if let Some(reason) = answer.reason() {
                assert!(
                    reason.starts_with(&format!("policy `{inner}` is nested inside policy `{outer}`; ")),
                    "{says}: {reason}"
                );
                assert!(reason.contains("`except_methods`"), "{says}: {reason}");
                assert_eq!(reason.contains("use clones of one"), inner == outer, "{says}: {reason}");
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

/// With them it is another policy, and clones are no remedy.
#[actix_web::test]
async fn a_policy_with_exceptions_is_named_as_such() {
    let (_log, _guard) = events::record();
    let with = OUTER.except_methods([("GET", INNER)]);
    let (plain, excepted) = ("policy `OUTER`", "policy `OUTER` (with its exceptions)");
    for (app, outer, inner) in
        [(nested!(OUTER, with), plain, excepted), (nested!(with, OUTER), excepted, plain)]
    {
        let answer = app.ask(&Request::new("GET", "/x", &[])).await;
        assert_eq!(answer.status, 500, "{inner} inside {outer}");
        if let Some(reason) = answer.reason() {
            assert!(reason.starts_with(&format!("{inner} is nested inside {outer}; ")), "{reason}");
            assert!(!reason.contains("use clones of one"), "{reason}");
        }
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

/// A policy is the same one whatever it says: a live one that is replaced between two passes of a request does not turn it
/// into a mistake.
#[actix_web::test]
async fn a_replacement_between_two_passes_is_no_mistake() {
    let _several = nested!(OUTER, INNER);
    let live = TENANTS.with_origins([ORIGIN]).expect("an origin");
    macro_rules! replaced {
        ($policy:expr) => {{
            let (live, policy) = (live.clone(), $policy);
            let replace = from_fn(move |request: HttpRequest, next: Next| {
                live.replace_origins(["https://other.example"]).expect("an origin");
                next.run(request)
            });
            let inner = Router::new().route("/x", get(handler).layer(policy.clone()));
            serve(inner.layer(replace).layer(policy))
        }};
    }
    for (says, app) in [
        ("a live policy", replaced!(live.clone())),
        ("by origin", replaced!(LivePolicy::from(OUTER).except_origins_of([live.clone()]))),
        ("by method", replaced!(LivePolicy::from(OUTER).except_methods([("GET", live.clone())]))),
    ] {
        live.replace_origins([ORIGIN]).expect("an origin");
        let answer = app.ask(&Request::from_page("GET", "/x", ORIGIN)).await;
        assert_eq!(answer.in_short(), format!("200 {ORIGIN}"), "{says}: as it was when the request came");
        assert_eq!(answer.values("vary"), ["Origin"], "{says}");
        let answer = app.ask(&Request::from_page("GET", "/x", "https://other.example")).await;
        assert_eq!(answer.in_short(), "200 https://other.example", "{says}: as it is now");
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

/// The mark stays in the extensions of a request that is over. With them, the same policy does its work as ever, and another
/// one takes itself for nested, which is documented.
#[actix_web::test]
async fn extensions_of_a_request_that_is_over_silence_no_policy() {
    let _several = nested!(OUTER, INNER);
    let kept = Arc::new(Mutex::new(Extensions::new()));
    let keep = {
        let kept = Arc::clone(&kept);
        get(async move |request: HttpRequest| {
            request.extensions().clone_into(&mut kept.lock().expect("no panic"));
        })
    };
    let Ok(_) = Router::new()
        .route("/x", keep)
        .layer(OUTER)
        .call(http_request(&Request::new("GET", "/x", &[])))
        .await;
    let again = async |policy: Policy, asked: &Request| {
        let mut asked = http_request(asked);
        *asked.extensions_mut() = kept.lock().expect("no panic").clone();
        let router = Router::new().route("/x", get(handler).options(handler));
        let Ok(answer) = router.layer(policy).call(asked).await;
        answer
    };
    let preflight_vary = "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
    let evil = "https://evil.example";
    for (asked, status, granted, vary) in [
        (Request::from_page("GET", "/x", ORIGIN), 200, Some(ORIGIN), "Origin"),
        (Request::from_page("GET", "/x", evil), 200, None, "Origin"),
        (Request::preflight("/x", ORIGIN, "GET"), 204, Some(ORIGIN), preflight_vary),
        (Request::preflight("/x", evil, "GET"), 403, None, preflight_vary),
    ] {
        let answer = again(OUTER, &asked).await;
        let headers = answer.headers();
        let allowed = headers.get("access-control-allow-origin").map(|value| value.to_str().expect("text"));
        assert_eq!((answer.status().as_u16(), allowed), (status, granted), "{asked:?}");
        assert_eq!(headers["vary"], vary, "{asked:?}");
    }
    let (_log, _guard) = events::record();
    assert_eq!(again(INNER, &Request::from_page("GET", "/x", ORIGIN)).await.status(), 500);
}

/// Where the mark tells that the same policy is around, it has told of the refusal.
#[actix_web::test]
async fn a_refusal_by_the_same_policy_twice_is_one_event() {
    let _several = nested!(OUTER, INNER);
    let app = nested!(OUTER, OUTER);
    let (log, _guard) = events::record();
    app.ask(&Request::from_page("GET", "/x", "https://evil.example")).await;
    assert_eq!(log.lines().len(), 1);
}
