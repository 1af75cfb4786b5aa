//! What is told of refusals: one event each, and in debug builds a reason. Nothing of the request is unescaped.
#![allow(clippy::unwrap_used)]

use actix_web::http::header::HeaderValue;
use actix_web::{App, web};
use cors_runtime::cors;
use cors_tests::log::listen;
use cors_tests::service::{Reply, handler, preflight, request};
use cors_tests::{everywhere, route, serve};

cors! {
    const APP = {
        origins: ["https://secret.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
    };
    const INNER = { origins: ["https://in.example"], methods: [GET, PUT] };
}

/// As bad as actix lets a header value be: no control characters but the tab.
const HOSTILE: &[u8] = b"https://evil\t\xc2\x9b31m\xff\xe2\x80\xae ERROR forged";

fn value(bytes: &[u8]) -> HeaderValue {
    HeaderValue::from_bytes(bytes).unwrap()
}

#[actix_web::test]
async fn each_refusal_is_one_event() {
    let (log, _guard) = listen();
    for (place, app) in everywhere!(APP) {
        let origin = "Origin: https://secret.example.com";
        for (says, request, expected) in [
            (
                "a preflight",
                preflight("/api/x", "https://evil.example", "GET"),
                &[
                    "DEBUG cors: preflight refused policy=\"APP\" origin=\"https://evil.example\" verdict=the origin is not in `origins`",
                ][..],
            ),
            (
                "a method",
                preflight("/api/x", "https://secret.example.com", "DELETE"),
                &[
                    "DEBUG cors: preflight refused policy=\"APP\" origin=\"https://secret.example.com\" verdict=the method is not in `methods`",
                ],
            ),
            (
                "an actual request",
                request("GET", "/api/x", &["Origin: https://evil.example"]),
                &[
                    "DEBUG cors: response without CORS headers policy=\"APP\" origin=\"https://evil.example\" verdict=the origin is not in `origins`",
                ],
            ),
            (
                "one that ends in an error",
                request("DELETE", "/api/error", &[origin]),
                &[
                    "DEBUG cors: response without CORS headers policy=\"APP\" origin=\"https://secret.example.com\" verdict=the method is not in `methods`",
                ],
            ),
            (
                "a hostile origin",
                request("GET", "/api/x", &[]).insert_header(("Origin", value(HOSTILE))),
                &[
                    "DEBUG cors: response without CORS headers policy=\"APP\" origin=\"https://evil\\t\\u{9b}31m\u{fffd}\\u{202e} ERROR forged\" verdict=the origin is not in `origins`",
                ],
            ),
            ("an allowed preflight", preflight("/api/x", "https://secret.example.com", "PUT"), &[]),
            ("an allowed request", request("GET", "/api/x", &[origin]), &[]),
            ("no Origin", request("GET", "/api/x", &[]), &[]),
        ] {
            app.send(request).await;
            assert_eq!(log.lines(), expected, "{place}: {says}");
        }
        app.send(request("GET", "/api/x", &[&format!("Origin: https://{}", "a".repeat(60_000))])).await;
        let [line] = &log.lines()[..] else { panic!("one event") };
        assert!(line.len() < 600 && line.contains("more bytes"), "{place}: {line}");
    }
}

#[actix_web::test]
async fn a_route_s_grant_is_no_refusal_of_the_policy_around_it() {
    let app = serve!(App::new().service(route!("/x", &["PUT"], INNER)).wrap(APP));
    let (log, _guard) = listen();
    app.send(request("PUT", "/x", &["Origin: https://in.example"])).await;
    app.send(preflight("/x", "https://in.example", "PUT")).await;
    assert_eq!(log.lines(), Vec::<String>::new());
    app.send(preflight("/x", "https://secret.example.com", "PUT")).await;
    let lines = log.lines();
    assert!(lines.len() == 1 && lines[0].contains("policy=\"INNER\""), "{lines:?}");
}

#[actix_web::test]
async fn a_stacked_policy_is_one_error() {
    let (log, _guard) = listen();
    let scope = || web::scope("/s").route("/{what}", web::get().to(handler)).wrap(INNER);
    for path in ["/s/x", "/s/error"] {
        let app = serve!(App::new().service(scope()).wrap(APP));
        for _ in 0..3 {
            app.send(request("GET", path, &["Origin: https://secret.example.com"])).await;
        }
        let lines = log.lines();
        assert_eq!(lines.len(), 1, "{lines:?}");
        for part in ["ERROR cors:", "`INNER` is wrapped inside policy `APP`", "#[cross_origin(…)]"] {
            assert!(lines[0].contains(part), "{part}: {lines:?}");
        }
    }
}

fn reason(reply: &Reply) -> &str {
    assert_eq!(reply.status, 403);
    if cfg!(debug_assertions) {
        assert_eq!(reply.lines("content-type"), ["text/plain; charset=utf-8"]);
        assert_eq!(reply.lines("x-content-type-options"), ["nosniff"]);
        assert!(reply.body.len() <= 1024, "{} bytes: {}", reply.body.len(), reply.body);
        assert!(!reply.body.contains("secret"), "the policy's origins stay with the policy: {}", reply.body);
        let controls = |c: char| c.is_control() && c != '\n';
        assert!(!reply.body.contains(controls), "{:?}", reply.body);
    } else {
        assert_eq!((reply.lines("content-type"), &*reply.body), (vec![], ""));
    }
    &reply.body
}

#[actix_web::test]
async fn a_debug_build_gives_a_reason() {
    const LISTS: &str = "allowed methods: GET, HEAD, PUT\nallowed headers: content-type\n";
    let _listening = listen();
    for (place, app) in everywhere!(APP) {
        let allowed = "https://secret.example.com";
        let headers = preflight("/api/x", allowed, "PUT")
            .insert_header(("Access-Control-Request-Headers", "content-type, X-\"Evil"));
        for (request, expected) in [
            (
                preflight("/api/x", "https://evil.example", "PUT"),
                "the origin is not in `origins`\norigin: \"https://evil.example\"\n",
            ),
            (preflight("/api/x", allowed, "DELETE"), "the method is not in `methods`\nmethod: \"DELETE\"\n"),
            (headers, "a request header is not in `headers`\nheader: \"X-\\\"Evil\"\n"),
            (
                preflight("/api/x", "https://evil.example", "PUT")
                    .append_header(("Origin", "https://b.example")),
                "the origin is not in `origins`\norigin: several Origin lines\n",
            ),
        ] {
            let reply = app.send(request).await;
            let text = reason(&reply);
            if cfg!(debug_assertions) {
                assert_eq!(text, format!("CORS: `APP` refuses this preflight: {expected}{LISTS}"), "{place}");
            }
        }
        let hostile = value(&vec![0x80; 60_000]);
        reason(&app.send(preflight("/api/x", "x", "GET").insert_header(("Origin", hostile.clone()))).await);
        let method = ("Access-Control-Request-Method", hostile.clone());
        reason(&app.send(preflight("/api/x", "https://secret.example.com", "x").insert_header(method)).await);
        let names = ("Access-Control-Request-Headers", hostile.clone());
        reason(
            &app.send(preflight("/api/x", "https://secret.example.com", "GET").insert_header(names)).await,
        );
    }
}
