//! `AllowedOrigin` as a layer: form posts and WebSockets, which CORS does not cover.

use axum::extract::{Request as HttpRequest, WebSocketUpgrade};
use axum::middleware::{Next, from_fn};
use axum::routing::{any, post};
use axum::{Extension, Router};
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};
use cors_tests::answer::Answer;
use cors_tests::client::Connection;
use cors_tests::request::Request;
use cors_tests::tower::serve;
use cors_tests::tower_server::TowerServer;

cors! {
    const APP = { origins: ["https://app.example.com", "https://*.example.net"], credentials: true };
    const TENANTS = { origins: [runtime], credentials: true };
    const NO_COOKIES = { credentials: false, ..APP };
}

const APP_LINE: &str = "Origin: https://app.example.com";
const GUARD: AllowedOrigin = AllowedOrigin::of(APP);

async fn page(origin: Option<Extension<CheckedOrigin>>) -> String {
    origin.map_or_else(|| "nobody".to_owned(), |Extension(origin)| origin.to_string())
}

async fn ask(guard: AllowedOrigin, lines: &[&str]) -> Answer {
    serve(Router::new().route("/", post(page).layer(guard))).ask(&Request::new("POST", "/", lines)).await
}

#[actix_web::test]
async fn only_allowed_origins_pass_and_the_handler_is_told_which() {
    let own = GUARD.or_same_origin("https://api.example.com");
    let clients = GUARD.or_no_origin();
    let cookieless = AllowedOrigin::without_credentials(NO_COOKIES);
    for (says, guard, lines, body) in [
        ("an exact origin", &GUARD, &[APP_LINE][..], Some("https://app.example.com")),
        (
            "one that matches a pattern",
            &GUARD,
            &["Origin: https://a.example.net"],
            Some("https://a.example.net"),
        ),
        ("a stranger", &GUARD, &["Origin: https://evil.example"], None),
        ("null", &GUARD, &["Origin: null"], None),
        ("two lines", &GUARD, &[APP_LINE, APP_LINE], None),
        ("no `Origin`", &GUARD, &[], None),
        ("its own pages", &own, &["Origin: https://api.example.com"], Some("https://api.example.com")),
        ("whatever `Host` says", &GUARD, &["Origin: https://api.example.com", "Host: api.example.com"], None),
        ("a client that is not a browser", &clients, &[], Some("nobody")),
        ("two lines from such a client", &clients, &[APP_LINE, APP_LINE], None),
        ("without cookies", &cookieless, &[APP_LINE], Some("https://app.example.com")),
        ("a stranger without cookies", &cookieless, &["Origin: https://evil.example"], None),
    ] {
        let answer = ask(guard.clone(), lines).await;
        let (status, text) = body.map_or((403, ""), |body| (200, body));
        assert_eq!((answer.status, answer.body.as_str()), (status, text), "{says}");
        assert_eq!(answer.cors_and_vary(), ["vary: Origin"], "{says}");
        assert_eq!(answer.reason().is_some(), body.is_none() && cfg!(debug_assertions), "{says}");
    }
}

#[actix_web::test]
async fn what_an_outer_service_calls_checked_does_not_count() {
    let inner = Router::new().route("/", post(page)).layer(GUARD.or_no_origin());
    let live = TENANTS.with_origins(["https://t1.example"]).expect("an origin");
    let app = serve(inner.layer(AllowedOrigin::of_live(live.clone()).or_no_origin()));
    assert_eq!(app.ask(&Request::new("POST", "/", &[])).await.body, "nobody");
    // Both have to allow it.
    assert_eq!(app.ask(&Request::from_page("POST", "/", "https://t1.example")).await.status, 403);
    live.replace_origins(["https://app.example.com"]).expect("an origin");
    let answer = app.ask(&Request::from_page("POST", "/", "https://app.example.com")).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "https://app.example.com"));

    let without_origin = from_fn(async |mut request: HttpRequest, next: Next| {
        request.headers_mut().remove("origin");
        next.run(request).await
    });
    let inner = Router::new().route("/", post(page)).layer(GUARD.or_no_origin());
    let app = serve(inner.layer(without_origin).layer(GUARD));
    let answer = app.ask(&Request::from_page("POST", "/", "https://app.example.com")).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "nobody"), "the inner one saw no origin");
}

#[test]
fn a_websocket_of_axum() {
    let router =
        Router::new().route("/ws", any(async |upgrade: WebSocketUpgrade| upgrade.on_upgrade(async |_| {})));
    let router = router.layer(GUARD);
    let socket =
        TowerServer::start(async move |listener| axum::serve(listener, router).await.expect("axum serves"));
    for (origin, status) in [
        (Some("https://app.example.com"), 101),
        (Some("https://evil.example"), 403),
        (Some("null"), 403),
        (None, 403),
    ] {
        let asked = Request::new(
            "GET",
            "/ws",
            &[
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            ],
        );
        let asked = origin.into_iter().fold(asked, |asked, origin| asked.with("Origin", origin));
        let answer = Connection::open(socket.address).ask(&asked).expect("an answer");
        assert_eq!((answer.status, answer.values("vary")), (status, vec!["Origin"]), "{origin:?}");
    }
}
