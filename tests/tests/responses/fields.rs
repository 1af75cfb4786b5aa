//! The effect of each field of a policy on the wire, and of leaving it out.

use cors_runtime::cors;
use cors_tests::deployment::{Expected, Row};

use crate::policies::{ORIGIN, PLAIN, PLAIN_LIVE, PREFLIGHT_VARY, assert_everywhere};

const ALLOWED: &str = "access-control-allow-origin: https://app.example.com";
const GET: &str = "Access-Control-Request-Method: GET";

#[actix_web::test]
async fn a_policy_with_origins_alone() {
    let answer = |method: &str| {
        let method = format!("access-control-allow-methods: {method}");
        Expected::answered(204, &[&method, ALLOWED, PREFLIGHT_VARY])
    };
    let (refused, not_found) = (Expected::answered(403, &[PREFLIGHT_VARY]), Expected::answered(404, &[]));
    let row = |method: &str, expected: &Expected| {
        let line = format!("Access-Control-Request-Method: {method}");
        Row::new(method, "OPTIONS", &[ORIGIN, &line], expected)
    };
    let granted = Expected::called(200, &[ALLOWED, "vary: Origin", "x-app: yes"]);
    let bare = Expected::called(200, &["vary: Origin", "x-app: yes"]);
    let rows = [
        row("GET", &answer("GET")),
        row("HEAD", &answer("HEAD")),
        row("POST", &answer("POST")),
        row("PUT", &refused).on_route(&not_found),
        Row::new(
            "a header",
            "OPTIONS",
            &[ORIGIN, GET, "Access-Control-Request-Headers: content-type"],
            &refused,
        ),
        Row::new("no credentials, no exposed headers", "POST", &[ORIGIN], &granted),
        Row::new("HEAD", "HEAD", &[ORIGIN], &granted),
        Row::new("another method", "DELETE", &[ORIGIN], &bare).on_route(&not_found),
    ];
    assert_everywhere!(PLAIN, PLAIN_LIVE, ["GET", "HEAD", "POST"], rows);
}

cors! {
    const STATUS = { origins: ["https://app.example.com"], preflight_status: 200, max_age: 0s, headers: [] };
    const STATUS_LIVE = { origins: [runtime], ..STATUS };
}

#[actix_web::test]
async fn a_status_and_an_age_of_its_own() {
    let lines = ["access-control-allow-methods: GET", ALLOWED, "access-control-max-age: 0", PREFLIGHT_VARY];
    let rows = [
        Row::new("granted", "OPTIONS", &[ORIGIN, GET], &Expected::answered(200, &lines)),
        Row::new(
            "refused: its status stays",
            "OPTIONS",
            &["Origin: https://evil.example", GET],
            &Expected::answered(403, &[PREFLIGHT_VARY]),
        ),
    ];
    assert_everywhere!(STATUS, STATUS_LIVE, ["GET", "HEAD", "POST"], rows);
}

cors! {
    const ANY_METHOD = { origins: ["https://app.example.com"], methods: any };
    const ANY_METHOD_LIVE = { origins: [runtime], ..ANY_METHOD };
    const EXPOSE_ANY = { origins: ["https://app.example.com"], expose: any };
    const EXPOSE_ANY_LIVE = { origins: [runtime], ..EXPOSE_ANY };
}

#[actix_web::test]
async fn any_method_is_answered_with_the_requested_one() {
    let answer = |method: &str| {
        let method = format!("access-control-allow-methods: {method}");
        Expected::answered(204, &[&method, ALLOWED, PREFLIGHT_VARY])
    };
    let (refused, not_found) = (Expected::answered(403, &[PREFLIGHT_VARY]), Expected::answered(404, &[]));
    let row = |method: &str, expected: &Expected| {
        let line = format!("Access-Control-Request-Method: {method}");
        Row::new(method, "OPTIONS", &[ORIGIN, &line], expected)
    };
    let granted = Expected::called(200, &[ALLOWED, "vary: Origin", "x-app: yes"]);
    let bare = Expected::called(200, &["vary: Origin", "x-app: yes"]);
    let (long, too_long) = ("X".repeat(64), "X".repeat(65));
    let rows = [
        row("GET", &answer("GET")),
        row("PURGE", &answer("PURGE")),
        row("DELETE", &answer("DELETE")).on_route(&not_found),
        row("put", &answer("put")).on_route(&not_found),
        row(&long, &answer(&long)).on_route(&not_found),
        row(&too_long, &refused).on_route(&not_found),
        row("*", &refused).on_route(&not_found),
        row("a b", &refused).on_route(&not_found),
        row("", &refused).on_route(&not_found),
        Row::new("a method that no list names", "PURGE", &[ORIGIN], &granted),
        Row::new("another", "BREW", &[ORIGIN], &granted).on_route(&not_found),
        Row::new("one of 64 bytes", &long, &[ORIGIN], &granted).on_route(&not_found),
        Row::new("one of 65 bytes", &too_long, &[ORIGIN], &bare).on_route(&not_found),
        Row::new("the one named `*`", "*", &[ORIGIN], &bare).on_route(&not_found),
    ];
    assert_everywhere!(ANY_METHOD, ANY_METHOD_LIVE, ["GET", "PURGE"], rows);
}

#[actix_web::test]
async fn any_exposed_header_is_a_star() {
    let lines = [ALLOWED, "access-control-expose-headers: *", "vary: Origin", "x-app: yes"];
    let rows = [
        Row::new("granted", "GET", &[ORIGIN], &Expected::called(200, &lines)),
        Row::new("no Origin", "GET", &[], &Expected::called(200, &["vary: Origin", "x-app: yes"])),
    ];
    assert_everywhere!(EXPOSE_ANY, EXPOSE_ANY_LIVE, ["GET"], rows);
}
