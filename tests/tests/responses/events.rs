//! One event for each refusal, with everything that is needed to find out why, escaped and bounded.

use actix_web::middleware::from_fn;
use actix_web::{App, get, put, web};
use cors_runtime::{AllowedOrigin, CheckedOrigin, cors, cross_origin, skip_preflights};
use cors_tests::actix::{Served, application, auth, serve};
use cors_tests::events;
use cors_tests::request::Request;

cors! {
    const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };
    const OTHER = { origins: ["https://other.example"], methods: [GET, PUT] };
    const LIVE = { origins: [runtime], ..APP };
    const PUBLIC = { origins: any };
    const BROKEN = { origins: [#[dangerously_allow(predicates)] runtime], ..APP };
}

#[cross_origin(APP)]
#[put("/guarded", guard = "never")]
async fn guarded() -> &'static str {
    "guarded"
}

fn never(_: &actix_web::guard::GuardContext<'_>) -> bool {
    false
}

#[cross_origin(none)]
#[get("/none")]
async fn none() -> &'static str {
    "none"
}

#[cross_origin(OTHER)]
#[get("/nested")]
async fn nested() -> &'static str {
    "nested"
}

async fn checked(origin: CheckedOrigin) -> String {
    origin.to_string()
}

/// An application in which every refusal occurs.
pub(crate) async fn app() -> Served {
    let live = LIVE.with_origins(["https://app.example.com"]).expect("an origin");
    let broken = BROKEN.with_origins_matching(|_| std::panic::resume_unwind(Box::new("on purpose")));
    let broken = broken.expect("waived");
    let any = || web::route().to(application);
    serve(
        App::new()
            .service(guarded)
            .service(none)
            .service(web::scope("/wrapped").service(nested).route("/{any}", any()).wrap(APP))
            .service(web::resource("/live").route(any()).wrap(live))
            .service(web::resource("/public").route(any()).wrap(PUBLIC))
            .service(web::resource("/broken").route(any()).wrap(broken))
            .service(web::resource("/private").route(any()).wrap(skip_preflights(from_fn(auth))))
            .service(
                web::scope("/private2")
                    .service(web::resource("/x").route(any()).wrap(skip_preflights(from_fn(auth))))
                    .wrap(skip_preflights(from_fn(auth))),
            )
            .service(web::resource("/socket").route(any()).wrap(AllowedOrigin::of(APP)))
            .route("/unchecked/{id}", web::to(checked)),
    )
    .await
}

const ORIGIN: &str = "https://app.example.com";

/// As bad as actix allows a header value to be: no control characters except the tab.
const HOSTILE: &[u8] =
    b"https://evil\t\"\\\xc2\x9b31m\xc2\x85forged\xff\xe2\x80\xae\xe2\x80\xa8 ERROR cors: forged";
const ESCAPED: &str = r#""https://evil\t\"\\\u{9b}31m\u{85}forged�\u{202e}\u{2028} ERROR cors: forged""#;

/// What is asked, and the level and text of its only event.
pub(crate) type Event = (&'static str, Request, &'static str, String);

pub(crate) fn rows() -> Vec<Event> {
    [preflights(), requests(), mistakes()].concat()
}

const IN_ORIGINS: &str = "the origin is not in `origins`";
const IN_METHODS: &str = "the method is not in `methods`";
const APP_QUOTED: &str = r#""https://app.example.com""#;
const EVIL_QUOTED: &str = r#""https://evil.example""#;

fn preflights() -> Vec<Event> {
    let refused = |policy: &str, origin: &str, method: &str, header: &str, verdict: &str| {
        let header = if header.is_empty() { String::new() } else { format!(" header={header}") };
        format!(
            "preflight refused policy=\"{policy}\" origin={origin} method={method}{header} verdict={verdict}"
        )
    };
    let (in_origins, in_methods) = (IN_ORIGINS, IN_METHODS);
    let in_headers = "a request header is not in `headers`";
    let skipped = "no policy inside `skip_preflights` answered it at once";
    let (evil, app) = (EVIL_QUOTED, APP_QUOTED);
    let preflight = Request::preflight;
    vec![
        (
            "a preflight's origin",
            preflight("/wrapped/x", "https://evil.example", "GET"),
            "DEBUG",
            refused("APP", evil, r#""GET""#, "", in_origins),
        ),
        (
            "a preflight's origin, hostile",
            Request::new("OPTIONS", "/wrapped/x", &["Access-Control-Request-Method: GET"])
                .with("Origin", HOSTILE),
            "DEBUG",
            refused("APP", ESCAPED, r#""GET""#, "", in_origins),
        ),
        (
            "several origins",
            preflight("/wrapped/x", ORIGIN, "GET").with("Origin", ORIGIN),
            "DEBUG",
            refused("APP", "several lines", r#""GET""#, "", in_origins),
        ),
        (
            "a preflight's method",
            preflight("/wrapped/x", ORIGIN, "DELETE"),
            "DEBUG",
            refused("APP", app, r#""DELETE""#, "", in_methods),
        ),
        (
            "a preflight's method, hostile",
            Request::from_page("OPTIONS", "/wrapped/x", ORIGIN)
                .with("Access-Control-Request-Method", HOSTILE),
            "DEBUG",
            refused("APP", app, ESCAPED, "", in_methods),
        ),
        (
            "the first header that is not allowed",
            preflight("/wrapped/x", ORIGIN, "PUT")
                .with("Access-Control-Request-Headers", "content-type, X-A, x-b"),
            "DEBUG",
            refused("APP", app, r#""PUT""#, r#""X-A""#, in_headers),
        ),
        (
            "a header, hostile",
            preflight("/wrapped/x", ORIGIN, "PUT").with("Access-Control-Request-Headers", HOSTILE),
            "DEBUG",
            refused("APP", app, r#""PUT""#, ESCAPED, in_headers),
        ),
        (
            "a live policy",
            preflight("/live", "https://evil.example", "PUT"),
            "DEBUG",
            refused("LIVE", evil, r#""PUT""#, "", in_origins),
        ),
        (
            "a route that takes no part",
            preflight("/none", ORIGIN, "GET"),
            "DEBUG",
            refused("none", app, r#""GET""#, "", "the route takes no part in CORS"),
        ),
        (
            "a guard of the route",
            preflight("/guarded", ORIGIN, "PUT"),
            "DEBUG",
            refused("APP", app, r#""PUT""#, "", "a guard of the route refused the preflight"),
        ),
        (
            "a preflight that skipped a middleware and met no policy",
            preflight("/private", ORIGIN, "GET"),
            "DEBUG",
            refused("none", app, r#""GET""#, "", skipped),
        ),
        (
            "one that skipped two",
            preflight("/private2/x", ORIGIN, "GET"),
            "DEBUG",
            refused("none", app, r#""GET""#, "", skipped),
        ),
    ]
}

fn requests() -> Vec<Event> {
    let (in_origins, in_methods, evil, app) = (IN_ORIGINS, IN_METHODS, EVIL_QUOTED, APP_QUOTED);
    let without = |origin: &str, method: &str, verdict: &str| {
        format!(
            "response without CORS headers policy=\"APP\" origin={origin} method=\"{method}\" verdict={verdict}"
        )
    };
    vec![
        (
            "an actual request's origin",
            Request::from_page("GET", "/wrapped/x", "https://evil.example"),
            "DEBUG",
            without(evil, "GET", in_origins),
        ),
        (
            "an actual request's method",
            Request::from_page("DELETE", "/wrapped/x", ORIGIN),
            "DEBUG",
            without(app, "DELETE", in_methods),
        ),
        (
            "the same where any origin is allowed",
            Request::from_page("DELETE", "/public", ORIGIN),
            "DEBUG",
            without(app, "DELETE", in_methods).replace("APP", "PUBLIC"),
        ),
        (
            "an actual request with two origins, to a path that is not there",
            Request::from_page("GET", "/wrapped/x/y", ORIGIN).with("Origin", "null"),
            "DEBUG",
            without("several lines", "GET", in_origins),
        ),
        (
            "a request that `AllowedOrigin` refused",
            Request::from_page("GET", "/socket", "https://evil.example"),
            "DEBUG",
            format!("request refused policy=\"APP\" origin={evil} method=\"GET\" verdict={in_origins}"),
        ),
        (
            "the same without an origin",
            Request::new("POST", "/socket", &[]),
            "DEBUG",
            format!("request refused policy=\"APP\" origin=none method=\"POST\" verdict={in_origins}"),
        ),
    ]
}

/// Mistakes in the service.
fn mistakes() -> Vec<Event> {
    vec![
        (
            "a policy inside another one, whatever is asked",
            Request::new("GET", "/wrapped/nested", &[]),
            "ERROR",
            "policy `OTHER` is nested inside policy `APP`; policies do not nest, so the request was not handled. \
             Register the inner policy's routes before the outer policy's scope, not inside it: \
             `App::new().service(exception).service(web::scope(\"\").service(the_others).wrap(OUTER))` \
             policy=\"OTHER\" outer=\"APP\""
                .to_owned(),
        ),
        (
            "a handler whose origin was not checked",
            Request::from_page("GET", "/unchecked/7", ORIGIN),
            "ERROR",
            "a handler takes a `CheckedOrigin`, and no `AllowedOrigin` around it checks the origin: add \
             `.wrap(AllowedOrigin::of(POLICY))` route=\"/unchecked/{id}\""
                .to_owned(),
        ),
    ]
}

/// Requests that are not refused.
fn silent() -> [(&'static str, Request); 6] {
    [
        ("an allowed preflight", Request::preflight("/wrapped/x", ORIGIN, "PUT")),
        ("an allowed request", Request::from_page("GET", "/wrapped/x", ORIGIN)),
        ("no Origin", Request::new("GET", "/wrapped/x", &[])),
        ("no Origin, and a method that is not allowed to any", Request::new("DELETE", "/public", &[])),
        ("a route that takes no part", Request::from_page("GET", "/none", "https://evil.example")),
        ("an origin that `AllowedOrigin` takes", Request::from_page("GET", "/socket", ORIGIN)),
    ]
}

#[actix_web::test]
async fn each_refusal_is_one_event() {
    let (log, _guard) = events::record();
    let app = app().await;
    for (says, request, level, text) in rows() {
        app.ask(&request).await;
        assert_eq!(log.lines(), [format!("{level} cors: {text}")], "{says}");
    }
    for (says, request) in silent() {
        app.ask(&request).await;
        assert_eq!(log.lines(), [""; 0], "{says}");
    }
}

#[actix_web::test]
async fn a_predicate_that_panics_is_an_error_and_a_refusal() {
    let (log, _guard) = events::record();
    let app = app().await;
    let host = "a".repeat(1_000);
    app.ask(&Request::from_page("GET", "/broken", &format!("x://{host}"))).await;
    let [error, refusal] = &log.lines()[..] else { panic!("two events") };
    assert!(error.starts_with("ERROR cors: the predicate of policy `BROKEN` panicked"), "{error}");
    let cut = format!("policy=\"BROKEN\" origin=\"x://{}\" and 724 more bytes", &host[..276]);
    assert!(error.ends_with(&cut), "{error}");
    assert!(refusal.starts_with("DEBUG cors: response without CORS headers policy=\"BROKEN\""), "{refusal}");
    // A client may choose that it panics, so it is told once.
    app.ask(&Request::from_page("GET", "/broken", "https://a.example")).await;
    let [refusal] = &log.lines()[..] else { panic!("one event") };
    assert!(refusal.starts_with("DEBUG cors: response without CORS headers policy=\"BROKEN\""), "{refusal}");
}

#[actix_web::test]
async fn an_event_is_one_line_of_bounded_length_without_the_policy_s_origins() {
    let (log, _guard) = events::record();
    let app = app().await;
    let mut hostile = HOSTILE.to_vec();
    hostile.extend(0x80..=0xff_u8);
    hostile.extend("a".repeat(60_000).into_bytes());
    for path in ["/wrapped/x", "/live", "/guarded", "/none", "/private", "/socket"] {
        for request in [
            Request::new("GET", path, &[]).with("Origin", &hostile),
            Request::preflight(path, "https://evil.example", "PUT")
                .with("Access-Control-Request-Headers", &hostile),
            Request::new("OPTIONS", path, &["Access-Control-Request-Method: PUT"]).with("Origin", &hostile),
            Request::from_page("OPTIONS", path, "https://evil.example")
                .with("Access-Control-Request-Method", &hostile),
        ] {
            app.ask(&request).await;
            for line in log.lines() {
                assert!(line.starts_with("DEBUG cors: "), "{path}: {line}");
                assert!(line.len() < 4 * 1024, "{path}: {} bytes: {line}", line.len());
                let unseen = |c: char| c.is_control() || matches!(c, '\u{202e}' | '\u{2028}');
                assert!(!line.contains(unseen) && !line.contains("app.example.com"), "{path}: {line:?}");
            }
        }
    }
}
