//! The ways in which axum puts things around and beside each other.

use std::convert::Infallible;

use axum::Router;
use axum::extract::Request as HttpRequest;
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use cors_runtime::cors;
use cors_tests::request::Request;
use cors_tests::tower::{Served, serve};
use tower::ServiceBuilder;

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, PUT] };
    const ADMIN = { origins: ["https://admin.example.com"], methods: [GET, DELETE] };
}

const ORIGIN: &str = "https://app.example.com";
const OTHER: &str = "https://admin.example.com";

async fn hello() -> &'static str {
    "hello"
}

/// Typical authentication.
async fn auth(request: HttpRequest, next: Next) -> Response {
    if request.headers().contains_key("authorization") {
        next.run(request).await
    } else {
        StatusCode::UNAUTHORIZED.into_response()
    }
}

/// Status and allowed origin of a request and of its preflight.
async fn both(app: &Served, method: &str, path: &str, origin: &str) -> [String; 2] {
    [
        app.ask(&Request::from_page(method, path, origin)).await.in_short(),
        app.ask(&Request::preflight(path, origin, method)).await.in_short(),
    ]
}

#[actix_web::test]
async fn a_layer_around_a_router_governs_its_routes_and_its_fallback() {
    let app = serve(Router::new().route("/x", get(hello)).layer(APP));
    for (says, method, path, origin, answers) in [
        ("a route", "GET", "/x", ORIGIN, ["200 https://app.example.com", "204 https://app.example.com"]),
        ("another origin", "GET", "/x", OTHER, ["200 -", "403 -"]),
        (
            "a method that the path lacks",
            "PUT",
            "/x",
            ORIGIN,
            ["405 https://app.example.com", "204 https://app.example.com"],
        ),
        (
            "a path that is not there",
            "GET",
            "/y",
            ORIGIN,
            ["404 https://app.example.com", "204 https://app.example.com"],
        ),
        ("a method that the policy lacks", "DELETE", "/x", ORIGIN, ["405 -", "403 -"]),
    ] {
        assert_eq!(both(&app, method, path, origin).await, answers, "{says}");
    }
}

#[actix_web::test]
async fn routes_that_are_added_after_the_layer_are_outside_it() {
    let app = serve(Router::new().route("/x", get(hello)).layer(APP).route("/open", get(hello)));
    assert_eq!(both(&app, "GET", "/open", ORIGIN).await, ["200 -", "405 -"]);
    let app = Router::new().route("/x", get(hello)).layer(APP);
    let app = serve(app.route("/admin", get(hello).layer(ADMIN)));
    assert_eq!(
        both(&app, "GET", "/admin", OTHER).await,
        ["200 https://admin.example.com", "204 https://admin.example.com"]
    );
    assert_eq!(both(&app, "GET", "/admin", ORIGIN).await, ["200 -", "403 -"]);
    assert_eq!(
        both(&app, "GET", "/x", ORIGIN).await,
        ["200 https://app.example.com", "204 https://app.example.com"]
    );
}

/// The policy has to be the outermost layer, because preflights have no credentials. Which one that is depends on how
/// layers are stacked.
#[actix_web::test]
async fn authentication_is_inside_the_policy() {
    let inside = ["401 https://app.example.com", "204 https://app.example.com"];
    let outside = ["401 -", "401 -"];
    let around = |route| Router::new().route("/x", route);
    let router = || around(get(hello));
    for (says, app, answers) in [
        ("on a router the last one is the outermost", router().layer(from_fn(auth)).layer(APP), inside),
        ("and not the first", router().layer(APP).layer(from_fn(auth)), outside),
        (
            "on a method router the last",
            around(get(hello).layer::<_, Infallible>(from_fn(auth)).layer(APP)),
            inside,
        ),
        (
            "in a `ServiceBuilder` the first",
            router().layer(ServiceBuilder::new().layer(APP).layer(from_fn(auth))),
            inside,
        ),
        ("and not the last", router().layer(ServiceBuilder::new().layer(from_fn(auth)).layer(APP)), outside),
        ("in a tuple the first", router().layer((APP, from_fn(auth))), inside),
        ("and not the last", router().layer((from_fn(auth), APP)), outside),
        ("in a tuple on a method router the first", around(get(hello).layer((APP, from_fn(auth)))), inside),
    ] {
        assert_eq!(both(&serve(app), "GET", "/x", ORIGIN).await, answers, "{says}");
    }
}

/// `MethodRouter::route_layer` is called for requests that a handler takes, and no handler takes `OPTIONS`. A
/// `Router`'s goes around whole paths.
#[actix_web::test]
async fn a_route_layer_of_a_path_never_sees_a_preflight() {
    let app = serve(Router::new().route("/x", get(hello).route_layer(APP)));
    assert_eq!(both(&app, "GET", "/x", ORIGIN).await, ["200 https://app.example.com", "405 -"]);
    assert_eq!(both(&app, "PUT", "/x", ORIGIN).await, ["405 -", "405 -"]);

    let app = serve(Router::new().route("/x", get(hello)).route_layer(APP));
    assert_eq!(
        both(&app, "GET", "/x", ORIGIN).await,
        ["200 https://app.example.com", "204 https://app.example.com"]
    );
    assert_eq!(both(&app, "GET", "/y", ORIGIN).await, ["404 -", "404 -"], "but not around what is not found");
}

/// `.nest` takes the routes over, each with its layer, but not the fallback.
#[actix_web::test]
async fn a_nested_router_keeps_its_layer_except_for_what_it_does_not_find() {
    let inner = Router::new().route("/x", get(hello)).layer(APP);
    let app = serve(Router::new().nest("/api", inner.clone()));
    assert_eq!(
        both(&app, "GET", "/api/x", ORIGIN).await,
        ["200 https://app.example.com", "204 https://app.example.com"]
    );
    assert_eq!(both(&app, "GET", "/api/y", ORIGIN).await, ["404 -", "404 -"]);
    let with_fallback =
        Router::new().route("/x", get(hello)).fallback(async || StatusCode::NOT_FOUND).layer(APP);
    let app = serve(Router::new().nest("/api", with_fallback.clone()));
    assert_eq!(
        both(&app, "GET", "/api/y", ORIGIN).await,
        ["404 https://app.example.com", "204 https://app.example.com"],
        "a fallback of its own is inside its layer"
    );
    let app = serve(Router::new().nest("/api", Router::new().nest("/v1", with_fallback)));
    assert_eq!(
        both(&app, "GET", "/api/v1/y", ORIGIN).await,
        ["404 -", "404 -"],
        "but not where the router is nested twice"
    );
    let two =
        Router::new().nest("/api", inner).nest("/admin", Router::new().route("/x", get(hello)).layer(ADMIN));
    let two = serve(two);
    assert_eq!(both(&two, "GET", "/admin/x", ORIGIN).await, ["200 -", "403 -"]);
    assert_eq!(
        both(&two, "GET", "/admin/x", OTHER).await,
        ["200 https://admin.example.com", "204 https://admin.example.com"]
    );
}

/// What the documentation warns of: `.merge` combines the methods of one path, and the layer of one of them takes
/// every `OPTIONS`.
#[actix_web::test]
async fn merged_routers_of_one_path_share_one_answer_to_preflights() {
    let reading = Router::new().route("/x", get(hello)).layer(APP);
    let writing = Router::new().route("/x", post(hello)).layer(ADMIN);
    let app = serve(reading.merge(writing));
    let asked = |origin| Request::preflight("/x", origin, "GET");
    let answers = [app.ask(&asked(ORIGIN)).await.in_short(), app.ask(&asked(OTHER)).await.in_short()];
    assert_eq!(answers.iter().filter(|answer| answer.starts_with("204")).count(), 1, "{answers:?}");
    assert_eq!(
        [both(&app, "GET", "/x", ORIGIN).await[0].as_str(), &both(&app, "POST", "/x", OTHER).await[0]],
        ["200 https://app.example.com", "200 -"],
        "actual requests meet the policy of their route"
    );
}
