//! Refusals and mistakes as events: the same as in actix-web, from the same code.

use axum::Router;
use axum::routing::any;
use cors_runtime::{AllowedOrigin, LivePolicy, cors};
use cors_tests::events;
use cors_tests::request::Request;
use cors_tests::tower::{application, serve};

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, PUT], headers: ["content-type"], credentials: true };
    const PUBLIC = { origins: any };
    const BROKEN = { origins: [#[dangerously_allow(predicates)] runtime], credentials: true };
}

const ORIGIN: &str = "https://app.example.com";

#[actix_web::test]
async fn each_refusal_is_one_event() {
    let broken = BROKEN.with_origins_matching(|_| std::panic::resume_unwind(Box::new("on purpose")));
    let unfit = LivePolicy::from(APP);
    let guard = AllowedOrigin::of_live(unfit.clone());
    unfit.replace(PUBLIC).expect("no template");
    let app = serve(
        Router::new()
            .route("/x", any(application).layer(APP))
            .route("/broken", any(application).layer(broken.expect("waived")))
            .route("/socket", any(application).layer(AllowedOrigin::of(APP)))
            .route("/unfit", any(application).layer(guard)),
    );
    let evil = "https://evil.example";
    for (says, asked, level, parts) in [
        ("allowed", Request::from_page("GET", "/x", ORIGIN), "", &[][..]),
        (
            "an origin",
            Request::from_page("GET", "/x", evil),
            "DEBUG",
            &["policy=\"APP\"", "origin=\"https://evil.example\""],
        ),
        ("a method", Request::from_page("DELETE", "/x", ORIGIN), "DEBUG", &["method=\"DELETE\""]),
        (
            "a preflight",
            Request::preflight("/x", evil, "PUT"),
            "DEBUG",
            &["preflight refused", "policy=\"APP\""],
        ),
        (
            "a header",
            Request::preflight("/x", ORIGIN, "PUT").with("Access-Control-Request-Headers", "x-evil"),
            "DEBUG",
            &["header=\"x-evil\""],
        ),
        (
            "a function that panics",
            Request::from_page("GET", "/broken", evil),
            "ERROR",
            &["`BROKEN` panicked"],
        ),
        ("a socket", Request::from_page("GET", "/socket", evil), "DEBUG", &["request refused"]),
        ("nothing to check", Request::from_page("GET", "/unfit", ORIGIN), "ERROR", &["policy=\"PUBLIC\""]),
    ] {
        let (log, _guard) = events::record();
        app.ask(&asked).await;
        let lines = log.lines();
        let Some(line) = lines.first() else {
            assert_eq!(level, "", "{says}");
            continue;
        };
        assert!(!level.is_empty() && line.starts_with(level), "{says}: {lines:?}");
        for part in parts {
            assert!(line.contains(part), "{says}: {line}");
        }
        assert_eq!(lines.len(), if says.contains("panics") { 2 } else { 1 }, "{says}: {lines:?}");
    }
}
