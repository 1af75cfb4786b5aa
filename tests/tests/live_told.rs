//! What is told about live policies and `AllowedOrigin`: nothing of a request unescaped, and no list. Every test here
//! listens before it does anything else: `tracing` asks once for all threads who listens to an event.
#![allow(clippy::unwrap_used)]

use actix_web::http::header::HeaderValue;
use actix_web::{App, HttpResponse, web};
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};
use cors_tests::log::listen;
use cors_tests::service::request;
use cors_tests::{everywhere, serve};

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true };
    const TENANTS = {
        origins: ["https://app.example.com", runtime],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };
}

const GUARD: AllowedOrigin = AllowedOrigin::of(APP);

/// Every byte that a header value can hold: the C1 control characters as UTF-8, escape sequences, quotes, and others.
fn hostile() -> HeaderValue {
    let mut bytes = b"https://evil\t\"\\\xc2\x9b31m\xc2\x85forged\xff\xe2\x80\xae\xe2\x80\xa8".to_vec();
    bytes.extend(0x80..=0xff_u8);
    HeaderValue::from_bytes(&bytes).unwrap()
}

#[actix_web::test]
async fn a_hostile_origin_is_one_escaped_event() {
    let (log, _guard) = listen();
    let live = TENANTS.with_origins(["https://secret.example.net"]).unwrap();
    for (place, app) in everywhere!(live.clone()) {
        for method in ["GET", "OPTIONS"] {
            let request = request(method, "/api/x", &["Access-Control-Request-Method: GET"]);
            app.send(request.insert_header(("Origin", hostile()))).await;
            let lines = log.lines();
            let [line] = &lines[..] else { panic!("{place} {method}: {lines:?}") };
            assert!(line.starts_with("DEBUG cors: "), "{place} {method}: {line}");
            assert!(
                line.contains("policy=\"TENANTS\" origin=\"https://evil\\t\\\"\\\\\\u{9b}31m\\u{85}forged"),
                "{line}"
            );
            assert!(line.contains("verdict=the origin is not in `origins`"), "{line}");
            let unseen = |c: char| c.is_control() || matches!(c, '\u{202e}' | '\u{2028}');
            assert!(!line.contains(unseen), "{place} {method}: {line:?}");
            assert!(!line.contains("secret"), "{place} {method}: {line}");
        }
    }
}

#[actix_web::test]
async fn a_panic_in_a_predicate_is_one_error() {
    let (log, _guard) = listen();
    let live = TENANTS.with_origins_matching(|_| panic!("on purpose"));
    assert!(!live.allows_origin("https://a.example"));
    assert_eq!(
        log.lines(),
        ["ERROR cors: the predicate of policy `TENANTS` panicked, which is a refusal policy=\"TENANTS\" \
             origin=\"https://a.example\""]
    );
}

/// File 2: present where `cors-runtime` is built with debug assertions, absent otherwise. CI runs this in both.
#[actix_web::test]
async fn a_debug_build_gives_a_reason_without_the_list() {
    let _listening = listen();
    let live = TENANTS.with_origins(["https://secret.example.net"]).unwrap();
    for (place, app) in everywhere!(live.clone()) {
        let lines = ["Origin: https://evil.example", "Access-Control-Request-Method: GET"];
        let reply = app.send(request("OPTIONS", "/api/x", &lines)).await;
        let reason = "CORS: `TENANTS` refuses this preflight: the origin is not in `origins`\n\
                      origin: \"https://evil.example\"\nallowed methods: GET, HEAD, PUT\n\
                      allowed headers: content-type\n";
        let expected = if cfg!(debug_assertions) { reason } else { "" };
        assert_eq!((reply.status, &*reply.body), (403, expected), "{place}");
    }
}

#[actix_web::test]
async fn a_refusal_is_one_escaped_event() {
    const REFUSED: &str = "DEBUG cors: request refused policy=\"APP\" origin=";
    const VERDICT: &str = "verdict=the origin is not in `origins`";
    let (log, _guard) = listen();
    let app = serve!(App::new().route("/", web::get().to(HttpResponse::Ok)).wrap(GUARD));
    let hostile = HeaderValue::from_bytes(b"https://evil\t\xc2\x9b31m\xff\xe2\x80\xae").unwrap();
    app.send(request("GET", "/", &[]).insert_header(("Origin", hostile))).await;
    app.send(request("GET", "/", &[])).await;
    app.send(request("GET", "/", &["Origin: https://app.example.com"])).await;
    assert_eq!(
        log.lines(),
        [
            format!("{REFUSED}\"https://evil\\t\\u{{9b}}31m\u{fffd}\\u{{202e}}\" {VERDICT}"),
            format!("{REFUSED}\"\" {VERDICT}"),
        ]
    );
}

async fn whose(origin: CheckedOrigin) -> String {
    origin.to_string()
}

#[actix_web::test]
async fn a_handler_whose_origin_nobody_checks_is_one_error() {
    let (log, _guard) = listen();
    let app = serve!(App::new().route("/{what}", web::get().to(whose)));
    app.send(request("GET", "/x", &["Origin: https://app.example.com"])).await;
    let lines = log.lines();
    let [line] = &lines[..] else { panic!("{lines:?}") };
    assert!(line.starts_with("ERROR cors: a handler takes a `CheckedOrigin`"), "{line}");
    assert!(line.ends_with("route=\"/{what}\""), "{line}");
    app.send(request("GET", "/x", &[])).await;
    assert_eq!(log.lines(), [""; 0], "no Origin is no mistake of the application");
}
