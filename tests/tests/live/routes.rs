//! `#[cross_origin(TENANTS, origins = …)]`.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::LazyLock;

use actix_web::{App, HttpResponse, Responder, get, post, put, web};
use cors_runtime::{LivePolicy, cors, cross_origin};
use cors_tests::actix::{application, serve};
use cors_tests::request::Request;
use futures_util::FutureExt as _;

use super::TENANTS;

static LIVE: LazyLock<LivePolicy> =
    LazyLock::new(|| TENANTS.with_origins(["https://t1.example.net"]).unwrap());

cors! {
    const OUTER = { origins: ["https://outer.example"], methods: [GET, PUT, DELETE] };
    const OTHER = { origins: [runtime] };
}

#[cross_origin(TENANTS, origins = LIVE.clone())]
#[get("/data")]
async fn read() -> impl Responder {
    "read"
}

#[cross_origin(TENANTS, origins = LIVE.clone())]
#[put("/data")]
async fn write() -> impl Responder {
    HttpResponse::NoContent()
}

/// A list, which is evaluated where the route is registered.
#[cross_origin(TENANTS, origins = ["https://t7.example.net"])]
#[get("/list")]
async fn list() -> impl Responder {
    "list"
}

/// A template of its own: the routes have different lists, and a value that is computed.
#[cross_origin(OTHER, origins = (8..10).map(|number| format!("https://t{number}.example.net")))]
#[post("/data")]
async fn add() -> impl Responder {
    "added"
}

#[actix_web::test]
async fn each_route_has_its_own_list_beside_a_wrapped_scope() {
    let app = serve(
        App::new()
            .service(web::scope("/api").service(read).service(write).service(list).service(add))
            .service(web::scope("").route("/other", web::to(application)).wrap(OUTER)),
    )
    .await;
    for (says, method, path, origin, granted) in [
        ("the list", "GET", "/api/data", "https://t1.example.net", true),
        ("the static part", "PUT", "/api/data", "https://app.example.com", true),
        ("the scope's origin", "GET", "/api/data", "https://outer.example", false),
        ("an origin on no list", "PUT", "/api/data", "https://t2.example.net", false),
        ("a list in the attribute", "GET", "/api/list", "https://t7.example.net", true),
        ("which is that route's alone", "GET", "/api/data", "https://t7.example.net", false),
        ("and has no other", "GET", "/api/list", "https://t1.example.net", false),
        ("a list that is computed", "POST", "/api/data", "https://t9.example.net", true),
        ("and ends", "POST", "/api/data", "https://t10.example.net", false),
        ("the list, elsewhere", "GET", "/other", "https://t1.example.net", false),
        ("the scope's origin, elsewhere", "GET", "/other", "https://outer.example", true),
    ] {
        let granted = if granted { origin } else { "-" };
        let answer = app.ask(&Request::from_page(method, path, origin)).await;
        assert_eq!(answer.origin(), granted, "{says}");
        let answer = app.ask(&Request::preflight(path, origin, method)).await;
        let status = if granted == "-" { 403 } else { 204 };
        assert_eq!(answer.in_short(), format!("{status} {granted}"), "a preflight: {says}");
    }
    LIVE.replace_origins(["https://t2.example.net"]).unwrap();
    let answer = app.ask(&Request::preflight("/api/data", "https://t2.example.net", "PUT")).await;
    assert_eq!(answer.origin(), "https://t2.example.net", "after a replacement");
}

const LINE: u32 = line!() + 1;
#[cross_origin(TENANTS, origins = ["https://t1.example.net/", "t2.example.net"])]
#[get("/wrong")]
async fn misspelt() -> impl Responder {
    "never"
}

#[actix_web::test]
#[should_panic(
    expected = "`#[cross_origin(TENANTS, origins = …)]` on `misspelt`: policy `TENANTS` refused this list: 2 of 2 entries \
                are wrong"
)]
async fn a_list_with_mistakes_is_a_panic_at_start_up() {
    serve(App::new().service(misspelt)).await;
}

#[actix_web::test]
async fn the_panic_has_the_file_and_line_of_the_attribute() {
    thread_local!(static PLACE: RefCell<String> = const { RefCell::new(String::new()) });
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        PLACE.with(|last| last.replace(place));
        before(info);
    }));
    let start = AssertUnwindSafe(async { serve(App::new().service(misspelt)).await });
    assert!(start.catch_unwind().await.is_err());
    assert_eq!(PLACE.take(), format!("{}:{LINE}", file!()));
}

#[cross_origin(TENANTS, origins = OTHER.with_origins(["https://t1.example.net"]).unwrap())]
#[get("/wrong")]
async fn wrong() -> impl Responder {
    "never"
}

mod namesake {
    cors_runtime::cors! {
        pub const TENANTS = {
            origins: ["https://app.example.com", "https://*.preview.example.com", runtime],
            methods: [GET, PUT],
            headers: ["content-type"],
            credentials: true,
        };
    }
}

#[cross_origin(namesake::TENANTS, origins = TENANTS.with_origins(["https://t1.example.net"]).unwrap())]
#[get("/wrong")]
async fn alike() -> impl Responder {
    "never"
}

#[actix_web::test]
#[should_panic(
    expected = "`#[cross_origin(TENANTS, origins = …)]` on `wrong` was given origins for the policy `OTHER`\n\n\
                           help: give it a list of origins, or a `LivePolicy` that `TENANTS.with_origins(…)` made"
)]
async fn a_list_of_another_template_is_a_panic_at_start_up() {
    serve(App::new().service(wrong)).await;
}

#[actix_web::test]
#[should_panic(expected = "on `alike` was given origins for another policy named `TENANTS`")]
async fn even_where_the_other_template_says_the_same() {
    serve(App::new().service(alike)).await;
}
