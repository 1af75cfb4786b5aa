//! `guard::method_or_preflight`: policies for each method, registered by hand.

use actix_web::guard::{GuardContext, fn_guard};
use actix_web::http::Method;
use actix_web::middleware::Compress;
use actix_web::{App, Resource, web};
use cors_runtime::guard::method_or_preflight;
use cors_runtime::{cors, cross_origin};
use cors_tests::actix::{application, serve};
use cors_tests::request::Request;
use cors_tests::script::calls;

use crate::rows::{APP_ORIGIN, EVIL, actual, assert_rows, preflight};

cors! {
    const READ = { origins: any, methods: [GET] };
    const WRITE = { origins: ["https://app.example.com"], methods: [PUT], credentials: true };
}

/// A resource for one method, registered by hand.
fn by_hand(method: Method) -> Resource {
    web::resource("/x").guard(method_or_preflight(method)).to(application)
}

#[actix_web::test]
async fn each_method_of_a_path_has_its_policy() {
    let app = serve(
        App::new()
            .service(by_hand(Method::GET).wrap(Compress::default()).wrap(READ))
            .service(by_hand(Method::PUT).wrap(Compress::default()).wrap(WRITE)),
    )
    .await;
    let rows = vec![
        ("anyone may ask for a read", preflight("/x", EVIL, "GET"), "204 * GET"),
        ("the app for a write", preflight("/x", APP_ORIGIN, "PUT"), "204 https://app.example.com PUT"),
        ("no other", preflight("/x", EVIL, "PUT"), "403 - -"),
        ("a method of neither", preflight("/x", APP_ORIGIN, "DELETE"), "404 - -"),
        ("a method in lower case", preflight("/x", APP_ORIGIN, "put"), "404 - -"),
        ("two methods", preflight("/x", APP_ORIGIN, "PUT, GET"), "404 - -"),
        ("two origins", preflight("/x", APP_ORIGIN, "PUT").with("Origin", APP_ORIGIN), "404 - -"),
        (
            "two lines of methods",
            preflight("/x", APP_ORIGIN, "PUT").with("Access-Control-Request-Method", "PUT"),
            "404 - -",
        ),
        ("a plain OPTIONS is for neither", actual("OPTIONS", "/x", APP_ORIGIN), "404 - -"),
    ];
    calls();
    assert_rows(&app, rows).await;
    assert_eq!(calls(), 0, "no preflight reaches the application");
    let rows = vec![
        ("a write", actual("PUT", "/x", APP_ORIGIN), "200 https://app.example.com - hello"),
        ("a read", actual("GET", "/x", APP_ORIGIN), "200 * - hello"),
    ];
    assert_rows(&app, rows).await;
}

#[actix_web::test]
async fn a_resource_for_options_takes_its_own_requests_and_preflights_for_itself() {
    let app = serve(App::new().service(by_hand(Method::OPTIONS).wrap(Compress::default()).wrap(
        cors_runtime::cors! {
            origins: ["https://app.example.com"], methods: [OPTIONS]
        },
    )))
    .await;
    let rows = vec![
        ("a plain one", actual("OPTIONS", "/x", APP_ORIGIN), "200 https://app.example.com - hello"),
        ("for itself", preflight("/x", APP_ORIGIN, "OPTIONS"), "204 https://app.example.com OPTIONS"),
        ("for another", preflight("/x", APP_ORIGIN, "PUT"), "404 - -"),
    ];
    assert_rows(&app, rows).await;
}

/// The guard has no effect of its own: if another guard then refuses, the next resource is tried as usual.
#[actix_web::test]
async fn a_guard_that_accepts_beside_one_that_refuses_leaves_nothing_behind() {
    #[cross_origin(WRITE)]
    #[actix_web::put("/x")]
    async fn attribute() -> &'static str {
        "attribute"
    }
    fn never(_: &GuardContext<'_>) -> bool {
        false
    }
    let app = serve(
        App::new()
            .service(by_hand(Method::PUT).wrap(Compress::default()).wrap(READ).guard(fn_guard(never)))
            .service(attribute)
            .service(web::resource("/x").to(application).wrap(READ)),
    )
    .await;
    let rows = vec![
        ("a preflight", preflight("/x", APP_ORIGIN, "PUT"), "204 https://app.example.com PUT"),
        ("a request", actual("PUT", "/x", APP_ORIGIN), "200 https://app.example.com - attribute"),
        ("another method", preflight("/x", EVIL, "GET"), "204 * GET"),
    ];
    assert_rows(&app, rows).await;
    assert_eq!(app.ask(&Request::new("GET", "/x", &[])).await.origin(), "*");
}
