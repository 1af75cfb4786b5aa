//! Exceptions stand beside a wrapped scope and are registered before it: the router tries them first, requests and
//! preflights alike, and what they do not take falls to the scope.

use actix_web::guard::{Guard as _, GuardContext, Header};
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{App, get, guard, post, put, web};
use cors_runtime::guard::method_or_preflight;
use cors_runtime::{cors, cross_origin, skip_preflights};
use cors_tests::actix::{auth, serve};
use cors_tests::request::Request;

use crate::rows::{APP_ORIGIN, EVIL, actual, assert_rows, preflight};

cors! {
    const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT, POST],
        headers: ["content-type"],
        credentials: true,
    };
    const PUBLIC = { origins: any, methods: [GET] };
    const JSON = { origins: ["https://app.example.com"], methods: [POST], headers: ["content-type"] };
}

#[cross_origin(PUBLIC)]
#[get("/status")]
async fn status() -> &'static str {
    "up"
}

#[cross_origin(none)]
#[get("/metrics")]
async fn metrics() -> &'static str {
    "metrics"
}

#[cross_origin(none)]
#[put("/items/{id}")]
async fn internal_put() -> &'static str {
    "internal"
}

#[get("/items/{id}")]
async fn read() -> &'static str {
    "read"
}

#[put("/items/{id}")]
async fn write() -> &'static str {
    "written"
}

#[post("/items")]
async fn add() -> &'static str {
    "added"
}

#[actix_web::test]
async fn exceptions_are_taken_first_and_the_rest_falls_to_the_scope() {
    let app = serve(
        App::new()
            .service(status)
            .service(metrics)
            .service(internal_put)
            .service(web::scope("").service(read).service(write).service(add).wrap(APP)),
    )
    .await;
    let rows = vec![
        ("anyone reads the status", actual("GET", "/status", EVIL), "200 * - up"),
        ("and may send a preflight for it", preflight("/status", EVIL, "GET"), "204 * GET"),
        (
            "another method of it falls to the scope",
            preflight("/status", APP_ORIGIN, "PUT"),
            "204 https://app.example.com PUT",
        ),
        ("which has no such route", actual("PUT", "/status", APP_ORIGIN), "404 https://app.example.com -"),
        ("`none` answers", actual("GET", "/metrics", APP_ORIGIN), "200 - - metrics"),
        ("and grants nothing", preflight("/metrics", APP_ORIGIN, "GET"), "403 - -"),
        ("one method of a path", preflight("/items/1", APP_ORIGIN, "PUT"), "403 - -"),
        ("its request", actual("PUT", "/items/1", APP_ORIGIN), "200 - - internal"),
        (
            "another method of that path",
            preflight("/items/1", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        ("its request", actual("GET", "/items/1", APP_ORIGIN), "200 https://app.example.com - read"),
        ("the rest", preflight("/items", APP_ORIGIN, "POST"), "204 https://app.example.com POST"),
        ("its request", actual("POST", "/items", APP_ORIGIN), "200 https://app.example.com - added"),
        ("not for others", preflight("/items", EVIL, "POST"), "403 - -"),
        ("a path that is not there", actual("GET", "/nothing", APP_ORIGIN), "404 https://app.example.com -"),
        (
            "a preflight that is for no route falls to the scope too, and is refused there",
            preflight("/metrics", APP_ORIGIN, "GET").with("Access-Control-Request-Method", "GET"),
            "403 - -",
        ),
    ];
    assert_rows(&app, rows).await;
    let answer = app.ask(&actual("GET", "/metrics", APP_ORIGIN)).await;
    assert_eq!(answer.cors_and_vary(), [""; 0], "a route that takes no part sends no CORS headers");
}

#[actix_web::test]
async fn an_exception_after_the_scope_is_never_reached() {
    let app = serve(App::new().service(web::scope("").service(add).wrap(APP)).service(status)).await;
    let rows = vec![
        ("its request", actual("GET", "/status", APP_ORIGIN), "404 https://app.example.com -"),
        ("its preflight", preflight("/status", EVIL, "GET"), "403 - -"),
    ];
    assert_rows(&app, rows).await;
}

#[actix_web::test]
async fn a_route_without_an_attribute_is_no_exception() {
    let app = serve(App::new().service(write).service(web::scope("").service(read).wrap(APP))).await;
    let rows = vec![
        (
            "documented: its preflight falls to the scope, which grants it",
            preflight("/items/1", APP_ORIGIN, "PUT"),
            "204 https://app.example.com PUT",
        ),
        ("and its request runs", actual("PUT", "/items/1", APP_ORIGIN), "200 - - written"),
    ];
    assert_rows(&app, rows).await;
    let app = serve(App::new().service(internal_put).service(web::scope("").service(read).wrap(APP))).await;
    let rows = vec![("the remedy", preflight("/items/1", APP_ORIGIN, "PUT"), "403 - -")];
    assert_rows(&app, rows).await;
}

#[actix_web::test]
async fn a_scope_that_is_guarded_by_a_method_loses_its_preflights_without_our_guard() {
    let behind = || web::scope("/w").service(web::resource("/x").to(async || "behind")).wrap(PUBLIC);
    let scope = || web::scope("/w").service(web::resource("/x").to(async || "scope"));
    let theirs = serve(App::new().service(scope().guard(guard::Put()).wrap(APP)).service(behind())).await;
    let rows = vec![
        ("documented: the preflight goes elsewhere", preflight("/w/x", APP_ORIGIN, "PUT"), "403 - -"),
        ("the request does not", actual("PUT", "/w/x", APP_ORIGIN), "200 https://app.example.com - scope"),
    ];
    assert_rows(&theirs, rows).await;
    let ours = scope().guard(method_or_preflight(Method::PUT)).wrap(APP);
    let ours = serve(App::new().service(ours).service(behind())).await;
    let rows = vec![
        (
            "the remedy: the preflight",
            preflight("/w/x", APP_ORIGIN, "PUT"),
            "204 https://app.example.com PUT",
        ),
        ("the request", actual("PUT", "/w/x", APP_ORIGIN), "200 https://app.example.com - scope"),
        ("another method", preflight("/w/x", EVIL, "GET"), "204 * GET"),
    ];
    assert_rows(&ours, rows).await;
}

fn is_json(context: &GuardContext<'_>) -> bool {
    Header("content-type", "application/json").check(context)
}

fn is_text(context: &GuardContext<'_>) -> bool {
    Header("content-type", "text/plain").check(context)
}

#[cross_origin(JSON)]
#[post("/guarded", guard = "is_json")]
async fn guarded_json() -> &'static str {
    "json"
}

#[cross_origin(JSON)]
#[post("/guarded", guard = "is_text")]
async fn guarded_text() -> &'static str {
    "text"
}

/// A preflight has no body and no `Content-Type`: whatever depends on it refuses other origins.
#[actix_web::test]
async fn guards_on_the_content_type_and_the_remedy() {
    let scope = |kind: &'static str, says: &'static str| {
        web::scope("/s")
            .guard(Header("content-type", kind))
            .route("/x", web::post().to(move || async move { says }))
    };
    let resource = web::resource("/resource")
        .route(web::post().guard(Header("content-type", "application/json")).to(async || "json"))
        .route(web::post().guard(Header("content-type", "text/plain")).to(async || "text"))
        .wrap(APP);
    let app = serve(
        App::new()
            .service(scope("application/json", "json").wrap(APP))
            .service(scope("text/plain", "text").wrap(JSON))
            .service(guarded_json)
            .service(guarded_text)
            .service(resource),
    )
    .await;
    let json = |path| actual("POST", path, APP_ORIGIN).with("Content-Type", "application/json");
    let text = |path| actual("POST", path, APP_ORIGIN).with("Content-Type", "text/plain");
    let asks =
        |path| preflight(path, APP_ORIGIN, "POST").with("Access-Control-Request-Headers", "content-type");
    let rows = vec![
        ("documented: on a scope, the router finds none", asks("/s/x"), "404 - -"),
        ("though it takes the request", json("/s/x"), "200 https://app.example.com - json"),
        ("documented: on an attribute, the first route refuses it", asks("/guarded"), "403 - -"),
        ("though it takes the request", json("/guarded"), "200 https://app.example.com - json"),
        ("and so does the second", text("/guarded"), "200 https://app.example.com - text"),
        ("the remedy: one wrapped resource", asks("/resource"), "204 https://app.example.com POST"),
        ("with a route for JSON", json("/resource"), "200 https://app.example.com - json"),
        ("and one for text", text("/resource"), "200 https://app.example.com - text"),
    ];
    assert_rows(&app, rows).await;
}

#[cross_origin(PUBLIC)]
#[get("/profile")]
async fn profile() -> &'static str {
    "profile"
}

#[actix_web::test]
async fn an_exception_can_keep_the_scope_s_authentication() {
    let outside = serve(
        App::new()
            .service(web::scope("/out").service(profile))
            .service(web::scope("/api").service(read).wrap(from_fn(auth)).wrap(APP)),
    )
    .await;
    let rows = vec![
        (
            "beside the scope it is without the authentication",
            actual("GET", "/out/profile", EVIL),
            "200 * - profile",
        ),
        (
            "which the scope has",
            actual("GET", "/api/items/1", APP_ORIGIN),
            "401 https://app.example.com - who are you?",
        ),
    ];
    assert_rows(&outside, rows).await;

    let inside = serve(
        App::new().service(
            web::scope("/api")
                .service(profile)
                .service(web::scope("").service(read).wrap(APP))
                .wrap(skip_preflights(from_fn(auth))),
        ),
    )
    .await;
    let known = |request: Request| request.with("Authorization", "me");
    let rows = vec![
        ("the exception's preflight", preflight("/api/profile", EVIL, "GET"), "204 * GET"),
        ("its request needs authentication", actual("GET", "/api/profile", EVIL), "401 - - who are you?"),
        ("and has it", known(actual("GET", "/api/profile", EVIL)), "200 * - profile"),
        (
            "the scope's preflight",
            preflight("/api/items/1", APP_ORIGIN, "GET"),
            "204 https://app.example.com GET",
        ),
        (
            "its request needs authentication",
            actual("GET", "/api/items/1", APP_ORIGIN),
            "401 - - who are you?",
        ),
        (
            "and has it",
            known(actual("GET", "/api/items/1", APP_ORIGIN)),
            "200 https://app.example.com - read",
        ),
    ];
    assert_rows(&inside, rows).await;
}
