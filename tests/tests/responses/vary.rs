//! `Vary` is shared: merged token by token, nothing lost, nothing twice, `*` left alone.

use actix_web::http::header::HeaderValue;
use actix_web::middleware::{Compress, DefaultHeaders};
use actix_web::{App, web};
use cors_tests::actix::{application, serve};
use cors_tests::deployment::{Expected, Row};
use cors_tests::request::Request;
use cors_tests::script::{How, Script, play};

use crate::policies::{EVIL, OPEN, ORIGIN, PLAIN, PLAIN_LIVE, assert_everywhere};

/// What the application sets, what is added to it.
const LINES: [(&str, &[&str], bool); 7] = [
    ("no Vary", &[], true),
    ("one line", &["vary: Accept-Encoding, Cookie"], true),
    ("two lines", &["vary: Cookie", "vary: Accept"], true),
    ("names that only look like it", &["vary: X-Origin, Origin-Agent"], true),
    ("Origin, in mixed case", &["vary: Cookie", "vary: accept , oRiGiN"], false),
    ("a star", &["vary: *"], false),
    ("a star among names", &["vary: Cookie, *"], false),
];

#[actix_web::test]
async fn origin_is_added_to_every_response_that_does_not_name_it() {
    let mut rows = Vec::new();
    for (says, lines, is_added) in LINES {
        let added: &[&str] = if is_added { &["vary: Origin"] } else { &[] };
        for (status, how) in [
            (200, How::Response),
            (304, How::Response),
            (409, How::HandlerError),
            (503, How::MiddlewareError),
        ] {
            for (origin, grant) in [
                (&[][..], &[][..]),
                (&[EVIL], &[]),
                (&[ORIGIN], &["access-control-allow-origin: https://app.example.com"]),
            ] {
                let expected = Expected::called(status, &[lines, added, grant].concat());
                let says = format!("{says}, {how:?} {status} to {origin:?}");
                rows.push(
                    Row::new(&says, "GET", origin, &expected).script(Script::of(status, lines).how(how)),
                );
            }
        }
    }
    assert_everywhere!(PLAIN, PLAIN_LIVE, ["GET"], rows);
}

#[actix_web::test]
async fn a_policy_that_is_open_to_any_origin_adds_nothing() {
    let grant = ["access-control-allow-origin: *", "access-control-expose-headers: x-total"];
    let rows = LINES.map(|(says, lines, _)| {
        let expected = Expected::called(200, &[lines, &grant].concat());
        Row::new(says, "GET", &[ORIGIN], &expected).script(Script::of(200, lines))
    });
    assert_everywhere!(OPEN, ["GET"], rows);
}

#[actix_web::test]
async fn compression_inside_and_outside_keeps_both_names() {
    let route = || web::route().to(application);
    let inside = serve(App::new().route("/x", route()).wrap(Compress::default()).wrap(PLAIN)).await;
    let outside = serve(App::new().route("/x", route()).wrap(PLAIN).wrap(Compress::default())).await;
    for (says, app) in [("inside", inside), ("outside", outside)] {
        play(&Script::plain());
        let answer = app.ask(&Request::new("GET", "/x", &[ORIGIN, "Accept-Encoding: gzip"])).await;
        assert_eq!(answer.values("content-encoding"), ["gzip"], "{says}");
        let vary = answer.values("vary").join(",").to_lowercase();
        let mut tokens: Vec<_> = vary.split(',').map(str::trim).collect();
        tokens.sort_unstable();
        assert_eq!(tokens, ["accept-encoding", "origin"], "{says}: {answer:?}");
        assert_eq!(answer.cors(), ["access-control-allow-origin: https://app.example.com"], "{says}");
    }
}

#[actix_web::test]
async fn a_line_that_is_not_text_is_kept() {
    let odd = HeaderValue::from_bytes(b"Cookie\xff").expect("a header value");
    let odd = DefaultHeaders::new().add(("Vary", odd));
    let app = serve(App::new().route("/x", web::route().to(application)).wrap(odd).wrap(PLAIN)).await;
    let answer = app.ask(&Request::new("GET", "/x", &[ORIGIN])).await;
    assert_eq!(answer.values("vary"), ["Cookie\u{fffd}", "Origin"]);
}
