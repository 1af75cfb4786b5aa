//! Events about live policies: nothing of a request is printed unescaped, and no list.

use actix_web::http::header::HeaderValue;
use cors_tests::everywhere;
use cors_tests::log::listen;
use cors_tests::service::request;

use super::TENANTS;

/// Every byte that a header value can hold: the C1 control characters as UTF-8, escape sequences, quotes, and others.
fn hostile() -> HeaderValue {
    let mut bytes = b"https://evil\t\"\\\xc2\x9b31m\xc2\x85forged\xff\xe2\x80\xae\xe2\x80\xa8".to_vec();
    bytes.extend(0x80..=0xff_u8);
    HeaderValue::from_bytes(&bytes).unwrap()
}

#[actix_web::test]
async fn a_hostile_origin_is_one_escaped_event() {
    let live = TENANTS.with_origins(["https://secret.example.net"]).unwrap();
    let (log, _guard) = listen();
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
    let live = TENANTS.with_origins_matching(|_| panic!("on purpose"));
    let (log, _guard) = listen();
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
    let live = TENANTS.with_origins(["https://secret.example.net"]).unwrap();
    let _listening = listen();
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
