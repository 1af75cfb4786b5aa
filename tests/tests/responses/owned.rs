//! The policy owns the six CORS headers: whatever the application or an upstream sets is replaced or removed.

use actix_web::middleware::DefaultHeaders;
use actix_web::{App, web};
use cors_tests::actix::{application, serve};
use cors_tests::deployment::{Expected, Row};
use cors_tests::request::Request;
use cors_tests::script::{How, Script};

use crate::policies::{EVIL, OPEN, ORIGIN, PLAIN, PLAIN_LIVE, assert_everywhere};

/// All six, some of them twice, and one that is not among them.
pub(crate) const LINES: [&str; 9] = [
    "access-control-allow-origin: https://evil.example",
    "access-control-allow-origin: *",
    "access-control-allow-credentials: true",
    "access-control-allow-methods: DELETE",
    "access-control-allow-headers: x-evil",
    "access-control-expose-headers: x-evil",
    "access-control-max-age: 99",
    "access-control-max-age: 100",
    OTHER,
];
pub(crate) const OTHER: &str = "access-control-allow-private-network: true";

#[actix_web::test]
async fn what_the_application_sets_is_replaced_or_removed() {
    let bare = Expected::called(200, &[OTHER, "vary: Origin"]);
    let granted = Expected::called(
        200,
        &["access-control-allow-origin: https://app.example.com", OTHER, "vary: Origin"],
    );
    let not_found = Expected::answered(404, &[]);
    let mut rows = Vec::new();
    for how in [How::Response, How::Streamed, How::HandlerError, How::MiddlewareError] {
        let script = Script::of(200, &LINES).how(how);
        let row = |says: &str, method: &str, lines: &[&str], expected: &Expected| {
            Row::new(&format!("{says}, {how:?}"), method, lines, expected).script(script.clone())
        };
        rows.extend([
            row("an allowed origin", "GET", &[ORIGIN], &granted),
            row("an origin that is not allowed", "GET", &[EVIL], &bare),
            row("two origins", "GET", &[ORIGIN, ORIGIN], &bare),
            row("no Origin", "GET", &[], &bare),
            row("a method that is not allowed", "DELETE", &[ORIGIN], &bare).on_route(&not_found),
        ]);
    }
    assert_everywhere!(PLAIN, PLAIN_LIVE, ["GET"], rows);
}

#[actix_web::test]
async fn an_open_policy_owns_them_too() {
    let granted = Expected::called(
        200,
        &["access-control-allow-origin: *", "access-control-expose-headers: x-total", OTHER],
    );
    let rows = [
        Row::new("any origin", "GET", &[EVIL], &granted).script(Script::of(200, &LINES)),
        Row::new("no Origin", "GET", &[], &granted).script(Script::of(200, &LINES)),
    ];
    assert_everywhere!(OPEN, ["GET"], rows);
}

#[actix_web::test]
async fn what_middleware_inside_sets_is_removed_too() {
    let sets = DefaultHeaders::new().add(("Access-Control-Allow-Origin", "*"));
    let app = serve(App::new().route("/x", web::route().to(application)).wrap(sets).wrap(PLAIN)).await;
    assert_eq!(app.ask(&Request::new("GET", "/x", &[EVIL])).await.cors(), [""; 0]);
    let answer = app.ask(&Request::preflight("/x", "https://app.example.com", "GET")).await;
    assert_eq!(answer.in_short(), "204 https://app.example.com");
}
