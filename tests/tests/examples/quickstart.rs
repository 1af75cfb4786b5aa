//! `examples/quickstart.rs`, as the README shows it, and `examples/axum.rs`: the same service on another framework.

use cors_tests::example::{Example, run};

const APP: &str = "Origin: https://app.example.com";
const GRANTED: [&str; 3] = [
    "access-control-allow-origin: https://app.example.com",
    "access-control-expose-headers: location",
    "vary: Origin",
];
const JSON: &str = "Content-Type: application/json";
const VARY_OF_A_PREFLIGHT: &str =
    "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

/// The service on both frameworks.
fn each(check: impl Fn(&mut Example)) {
    for name in ["quickstart", "axum"] {
        check(&mut Example::start(name, &[]));
    }
}

#[test]
fn its_curl_lines() {
    each(|service| super::assert_curls(service, &["204 https://app.example.com", "403 -", "200 *"]));
}

#[test]
fn an_allowed_preflight_is_answered_with_what_the_policy_declares() {
    each(|service| {
        let answer = service.send(
            "OPTIONS /api/tasks",
            &[APP, "Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"],
            "",
        );
        assert_eq!((answer.status, answer.body.as_str()), (204, ""));
        assert_eq!(
            answer.lines,
            [
                "access-control-allow-headers: content-type",
                "access-control-allow-methods: POST",
                "access-control-allow-origin: https://app.example.com",
                "access-control-max-age: 600",
                VARY_OF_A_PREFLIGHT,
            ]
        );
    });
}

#[test]
fn a_look_alike_is_refused_and_only_a_debug_build_says_why() {
    each(|service| {
        let answer = service.send(
            "OPTIONS /api/tasks",
            &["Origin: https://app.example.com.evil.net", "Access-Control-Request-Method: POST"],
            "",
        );
        assert_eq!((answer.status, answer.cors_and_vary()), (403, vec![VARY_OF_A_PREFLIGHT]));
        let names_the_policy = |reason: &str| reason.starts_with("`APP` refused this preflight: ");
        assert_eq!(answer.reason().is_some_and(names_the_policy), cfg!(debug_assertions), "{answer:?}");
        let answer = answer.without_reason();
        assert_eq!((answer.body.as_str(), &answer.lines[..]), ("", &[VARY_OF_A_PREFLIGHT.to_owned()][..]));
    });
}

#[test]
fn development_origins_are_only_in_a_debug_build() {
    each(|service| {
        let origin = "Origin: http://localhost:5173";
        let answer = service.send("OPTIONS /api/tasks", &[origin, "Access-Control-Request-Method: GET"], "");
        assert_eq!(answer.status, if cfg!(debug_assertions) { 204 } else { 403 });
    });
}

#[test]
fn every_answer_in_the_scope_carries_the_same_headers() {
    each(|service| {
        let rows = [
            ("a list", "GET /api/tasks", "", 200),
            ("an item", "GET /api/tasks/1", "", 200),
            ("an item added", "POST /api/tasks", r#"{"title":"try it"}"#, 201),
            ("an error of a handler", "POST /api/tasks", r#"{"title":""}"#, 422),
            ("an error of an extractor", "POST /api/tasks", "{", 400),
            ("an item that is missing", "GET /api/tasks/999", "", 404),
            ("a route that is missing", "GET /api/nothing", "", 404),
        ];
        for (what, request, body, status) in rows {
            let lines = if body.is_empty() { &[APP][..] } else { &[APP, JSON] };
            let answer = service.send(request, lines, body);
            assert_eq!((answer.status, answer.cors_and_vary()), (status, GRANTED.to_vec()), "{what}");
        }
    });
}

#[test]
fn without_an_origin_there_is_vary_and_nothing_else() {
    each(|service| {
        let answer = service.send("GET /api/tasks", &[], "");
        assert_eq!((answer.status, answer.cors_and_vary()), (200, vec!["vary: Origin"]));
    });
}

#[test]
fn anyone_may_read_the_summary_and_nothing_outside_the_scopes() {
    each(|service| {
        let read = |path| service.send(path, &["Origin: https://anyone.example"], "");
        assert_eq!(read("GET /public/summary").cors_and_vary(), ["access-control-allow-origin: *"]);
        assert_eq!(read("GET /api/tasks").cors_and_vary(), ["vary: Origin"]);
        assert!(read("GET /").cors_and_vary().is_empty());
    });
}

#[test]
fn a_bad_address_is_a_sentence() {
    let output = run("quickstart", &["--port", "eighty"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(message, "Error: `--port` is `eighty`, but must be a number from 0 to 65535\n");
}

#[test]
fn help_names_the_arguments() {
    let output = run("quickstart", &["--help"], &[]);
    assert!(output.status.success());
    let usage = String::from_utf8_lossy(&output.stdout);
    assert!(usage.contains("--address 127.0.0.1 --port 8080"), "{usage}");
}
