//! `#[cross_origin(TENANTS, origins = …)]`.

use std::sync::LazyLock;

use actix_web::{App, HttpResponse, Responder, get, put, web};
use cors_runtime::{LivePolicy, cors, cross_origin};
use cors_tests::serve;
use cors_tests::service::{handler, preflight, request};

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

#[actix_web::test]
async fn a_route_has_its_own_list_inside_another_policy() {
    let app = serve!(App::new().service(
        web::scope("/api").service(read).service(write).route("/other", web::to(handler)).wrap(OUTER)
    ));
    for (says, method, path, origin, granted) in [
        ("the list", "GET", "/api/data", "https://t1.example.net", true),
        ("the static part", "PUT", "/api/data", "https://app.example.com", true),
        ("the outer policy's origin", "GET", "/api/data", "https://outer.example", false),
        ("a stranger", "PUT", "/api/data", "https://t2.example.net", false),
        ("the list, elsewhere", "GET", "/api/other", "https://t1.example.net", false),
        ("the outer policy's origin, elsewhere", "GET", "/api/other", "https://outer.example", true),
    ] {
        let expected = if granted { vec![origin] } else { vec![] };
        let reply = app.send(request(method, path, &[&format!("Origin: {origin}")])).await;
        assert_eq!(reply.lines("access-control-allow-origin"), expected, "{says}");
        let reply = app.send(preflight(path, origin, method)).await;
        assert_eq!(reply.lines("access-control-allow-origin"), expected, "a preflight: {says}");
        assert_eq!(reply.status, if granted { 204 } else { 403 }, "a preflight: {says}");
    }
    LIVE.replace_origins(["https://t2.example.net"]).unwrap();
    let reply = app.send(preflight("/api/data", "https://t2.example.net", "PUT")).await;
    assert_eq!(reply.lines("access-control-allow-origin"), ["https://t2.example.net"], "after a replacement");
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
    expected = "`#[cross_origin(TENANTS, origins = …)]` was given origins for the policy `OTHER`\n\n\
                           help: give it what `TENANTS.with_origins(…)` returns"
)]
async fn a_list_of_another_template_is_a_panic_at_start_up() {
    serve!(App::new().service(wrong));
}

#[actix_web::test]
#[should_panic(expected = "for the policy `TENANTS` (another policy of the same name)")]
async fn even_where_the_other_template_says_the_same() {
    serve!(App::new().service(alike));
}
