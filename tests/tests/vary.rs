//! `Vary` is shared: merged token by token, nothing lost, nothing twice, `*` left alone.
#![allow(clippy::unwrap_used)]

use actix_web::http::header::HeaderValue;
use actix_web::middleware::{Compress, DefaultHeaders};
use actix_web::{App, web};
use cors_runtime::cors;
use cors_tests::service::{handler, request};
use cors_tests::{everywhere, serve};

cors! {
    const APP = { origins: ["https://app.example.com"] };
    const OPEN = { origins: any };
}

const ORIGIN: &str = "Origin: https://app.example.com";

#[actix_web::test]
async fn origin_is_added_to_what_stands_there() {
    for (place, app) in everywhere!(APP) {
        for (says, path, expected) in [
            ("no Vary", "/api/x", &["Origin"][..]),
            ("one line", "/api/vary-one", &["Accept-Encoding, Cookie", "Origin"]),
            ("two lines", "/api/vary-two", &["Cookie", "Accept", "Origin"]),
            ("Origin is named already, in mixed case", "/api/vary-named", &["Cookie", "accept , oRiGiN"]),
            ("a star", "/api/vary-star", &["*"]),
            ("names that only look like it", "/api/vary-like", &["X-Origin, Origin-Agent", "Origin"]),
        ] {
            for lines in [&[][..], &[ORIGIN], &["Origin: https://evil.example"]] {
                let reply = app.send(request("GET", path, lines)).await;
                assert_eq!(reply.lines("vary"), expected, "{place}: {says}, asked with {lines:?}");
            }
        }
    }
}

#[actix_web::test]
async fn a_policy_that_is_open_to_any_origin_adds_nothing() {
    for (place, app) in everywhere!(OPEN) {
        for (path, expected) in [("/api/x", &[][..]), ("/api/vary-two", &["Cookie", "Accept"])] {
            let reply = app.send(request("GET", path, &[ORIGIN])).await;
            assert_eq!(reply.lines("vary"), expected, "{place}: {path}");
        }
    }
}

#[actix_web::test]
async fn compression_inside_and_outside_keeps_both_names() {
    let route = || web::route().to(handler);
    let inside = serve!(App::new().route("/{what}", route()).wrap(Compress::default()).wrap(APP));
    let outside = serve!(App::new().route("/{what}", route()).wrap(APP).wrap(Compress::default()));
    for (says, app) in [("inside", inside), ("outside", outside)] {
        let reply = app.send(request("GET", "/x", &[ORIGIN, "Accept-Encoding: gzip"])).await;
        assert_eq!(reply.lines("content-encoding"), ["gzip"], "{says}");
        let mut tokens: Vec<_> = reply
            .lines("vary")
            .join(",")
            .to_lowercase()
            .split(',')
            .map(|token| token.trim().to_owned())
            .collect();
        tokens.sort_unstable();
        assert_eq!(tokens, ["accept-encoding", "origin"], "{says}: {:?}", reply.headers);
        assert_eq!(reply.cors(), ["access-control-allow-origin: https://app.example.com"], "{says}");
    }
}

#[actix_web::test]
async fn a_line_that_is_no_text_is_kept() {
    let odd = HeaderValue::from_bytes(b"Cookie\xff").unwrap();
    let app = serve!(
        App::new()
            .route("/{what}", web::route().to(handler))
            .wrap(DefaultHeaders::new().add(("Vary", odd)))
            .wrap(APP)
    );
    let reply = app.send(request("GET", "/x", &[ORIGIN])).await;
    assert_eq!(reply.lines("vary"), ["Cookie\u{fffd}", "Origin"]);
}
