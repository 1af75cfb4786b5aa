//! One path, several policies: `by_method` on axum's `MethodRouter` and on an actix `Resource`.

use actix_web::{App, HttpResponse, web};
use axum::Router;
use axum::routing::{any, get};
use cors_runtime::{ByMethod, LivePolicy, by_method, by_method_live, cors};
use cors_tests::place::Application;
use cors_tests::request::Request;
use cors_tests::tower::serve;

cors! {
    const PUBLIC = { origins: any, methods: [GET] };
    const EDITORS = { origins: ["https://edit.example.com"], methods: [PUT, DELETE], credentials: true };
    const ADMINS = { origins: ["https://admin.example.com"], methods: [DELETE] };
    const TENANTS = { origins: [runtime], methods: [PUT] };
    const OPEN = { origins: any, methods: any };
    const ANY_METHOD = { origins: ["https://admin.example.com"], methods: any };
}

const ARTICLE: ByMethod<2> = by_method([("PUT", EDITORS), ("DELETE", ADMINS)], PUBLIC);

const EDIT: &str = "https://edit.example.com";
const ADMIN: &str = "https://admin.example.com";
const ANYONE: &str = "https://anyone.example";

async fn hello() -> &'static str {
    "hello"
}

fn axum() -> Box<dyn Application> {
    let article = get(hello).put(hello).delete(hello).post(hello);
    Box::new(serve(Router::new().route("/article", article.layer(ARTICLE))))
}

async fn actix() -> Box<dyn Application> {
    let hello = async || HttpResponse::Ok().body("hello");
    let article = web::resource("/article")
        .route(web::get().to(hello))
        .route(web::put().to(hello))
        .route(web::delete().to(hello))
        .route(web::post().to(hello));
    Box::new(cors_tests::serve!(App::new().service(article.wrap(ARTICLE))))
}

#[actix_web::test]
async fn each_method_has_its_policy_in_both_phases() {
    for (framework, app) in [("axum", axum()), ("actix-web", actix().await)] {
        for (method, origin, answer, preflight) in [
            ("GET", ANYONE, "200 *", "204 *"),
            ("GET", EDIT, "200 *", "204 *"),
            ("PUT", EDIT, "200 https://edit.example.com", "204 https://edit.example.com"),
            ("PUT", ADMIN, "200 -", "403 -"),
            ("PUT", ANYONE, "200 -", "403 -"),
            ("DELETE", ADMIN, "200 https://admin.example.com", "204 https://admin.example.com"),
            ("DELETE", EDIT, "200 -", "403 -"),
            ("POST", ANYONE, "200 -", "403 -"),
            ("POST", EDIT, "200 -", "403 -"),
        ] {
            let asked = Request::from_page(method, "/article", origin);
            assert_eq!(app.answer(&asked).await.in_short(), answer, "{framework}: {method} from {origin}");
            let asked = Request::preflight("/article", origin, method);
            assert_eq!(
                app.answer(&asked).await.in_short(),
                preflight,
                "{framework}: a preflight for {method} from {origin}"
            );
        }
        // HEAD has the policy of GET; a preflight without exactly one method has the policy for the others.
        assert_eq!(
            app.answer(&Request::from_page("HEAD", "/article", ANYONE)).await.origin(),
            "*",
            "{framework}"
        );
        for asked in [
            Request::preflight("/article", EDIT, "PUT").with("Access-Control-Request-Method", "PUT"),
            Request::preflight("/article", EDIT, "PUT, DELETE"),
            Request::preflight("/article", EDIT, "put"),
            Request::preflight("/article", EDIT, ""),
        ] {
            assert_eq!(app.answer(&asked).await.in_short(), "403 -", "{framework}: {asked:?}");
        }
    }
}

#[actix_web::test]
async fn policies_that_are_known_at_run_time() {
    let tenants = TENANTS.with_origins(["https://t1.example"]).expect("an origin");
    let layer = by_method_live([("PUT", tenants.clone())], LivePolicy::from(PUBLIC));
    let app = serve(Router::new().route("/x", get(hello).put(hello).layer(layer)));
    let preflight = async |origin: &str, method: &str| {
        app.ask(&Request::preflight("/x", origin, method)).await.in_short()
    };
    assert_eq!(preflight("https://t1.example", "PUT").await, "204 https://t1.example");
    tenants.replace_origins(["https://t2.example"]).expect("an origin");
    assert_eq!(preflight("https://t1.example", "PUT").await, "403 -");
    assert_eq!(preflight("https://t2.example", "PUT").await, "204 https://t2.example");
    assert_eq!(preflight("https://t1.example", "GET").await, "204 *");
}

/// Browsers would keep a `*` for PUT, too, and never ask its policy: also one that repeats a method of this name.
#[actix_web::test]
async fn any_method_is_answered_with_the_requested_one() {
    const LAYER: ByMethod<1> = by_method([("PUT", EDITORS)], OPEN);
    let hello_actix = async || HttpResponse::Ok().body("hello");
    let resource = web::resource("/x").route(web::route().to(hello_actix)).wrap(LAYER);
    let actix: Box<dyn Application> = Box::new(cors_tests::serve!(App::new().service(resource)));
    let axum: Box<dyn Application> = Box::new(serve(Router::new().route("/x", any(hello).layer(LAYER))));
    for (framework, app) in [("axum", axum), ("actix-web", actix)] {
        for (method, origin, answer) in [
            ("DELETE", ANYONE, "204 DELETE"),
            ("M-SEARCH", ANYONE, "204 M-SEARCH"),
            ("PUT", EDIT, "204 PUT"),
            ("PUT", ANYONE, "403 -"),
            ("GET, PUT", ANYONE, "403 -"),
            ("*", ANYONE, "403 -"),
            ("*", EDIT, "403 -"),
        ] {
            let preflight = app.answer(&Request::preflight("/x", origin, method)).await;
            let methods = preflight.values("access-control-allow-methods");
            assert_eq!(
                format!("{} {}", preflight.status, methods.first().unwrap_or(&"-")),
                answer,
                "{framework}: a preflight for {method} from {origin}"
            );
        }
    }
}

/// Each of its policies counts as one around the inner service.
#[actix_web::test]
async fn inside_another_policy_it_is_a_500() {
    let app = serve(Router::new().route("/x", get(hello).put(hello).layer(ARTICLE)).layer(EDITORS));
    for (method, status) in [("GET", 500), ("DELETE", 500), ("PUT", 200)] {
        let answer = app.ask(&Request::from_page(method, "/x", EDIT)).await;
        assert_eq!(answer.status, status, "{method}");
    }
}

#[test]
fn what_it_refuses() {
    let message = |make: fn() -> ByMethod<2>| {
        let panic = std::panic::catch_unwind(make).expect_err("refused");
        panic
            .downcast_ref::<String>()
            .cloned()
            .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
    };
    let twice = message(|| by_method([("PUT", EDITORS), ("PUT", EDITORS)], PUBLIC));
    assert!(twice.as_deref().is_some_and(|text| text.contains("a method is given twice")), "{twice:?}");
    let lacks = message(|| by_method([("PUT", EDITORS), ("POST", EDITORS)], PUBLIC));
    assert!(lacks.as_deref().is_some_and(|text| text.contains("does not allow the method")), "{lacks:?}");
    let lower = message(|| by_method([("PUT", EDITORS), ("delete", ANY_METHOD)], PUBLIC));
    assert!(lower.as_deref().is_some_and(|text| text.contains("write it in upper case")), "{lower:?}");
    let live = std::panic::catch_unwind(|| {
        by_method_live([("put", LivePolicy::from(EDITORS))], LivePolicy::from(PUBLIC))
    });
    assert!(live.is_err(), "PUT would be for the others' policy");
}
