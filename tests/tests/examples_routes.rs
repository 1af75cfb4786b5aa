//! The examples `per_route` and `environments`, as their users run them.

use cors_tests::example::{Example, run};

/// A request, its header lines, the status, and the headers of CORS and `Vary`.
type Row = (&'static str, &'static [&'static str], u16, &'static [&'static str]);

const ANYONE: &str = "Origin: https://anyone.example";
const EDIT: &str = "Origin: https://edit.example.com";
const ADMIN: &str = "Origin: https://admin.example.com";
const PREFLIGHT: &str = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

#[test]
fn every_route_has_the_policy_that_it_names() {
    let example = Example::start("per_route", &[]);
    let rows: [(&str, Row); 9] = [
        ("anyone reads", ("GET /articles", &[ANYONE], 200, &["access-control-allow-origin: *"])),
        (
            "editors ask before they write on the same path",
            (
                "OPTIONS /articles",
                &[EDIT, "Access-Control-Request-Method: POST"],
                204,
                &[
                    "access-control-allow-credentials: true",
                    "access-control-allow-headers: content-type",
                    "access-control-allow-methods: POST",
                    "access-control-allow-origin: https://edit.example.com",
                    "access-control-max-age: 600",
                    PREFLIGHT,
                ],
            ),
        ),
        (
            "a 401 of the authentication inside can be read",
            (
                "POST /articles",
                &[EDIT],
                401,
                &[
                    "access-control-allow-credentials: true",
                    "access-control-allow-origin: https://edit.example.com",
                    "vary: Origin",
                ],
            ),
        ),
        ("anyone may not write", ("POST /articles", &[ANYONE], 401, &["vary: Origin"])),
        (
            "a method that no route takes hears the policy around the app",
            ("OPTIONS /articles", &[EDIT, "Access-Control-Request-Method: PATCH"], 403, &[PREFLIGHT]),
        ),
        (
            "a preflight goes past the authentication around a scope",
            (
                "OPTIONS /admin/settings",
                &[ADMIN, "Access-Control-Request-Method: PUT"],
                204,
                &[
                    "access-control-allow-credentials: true",
                    "access-control-allow-headers: content-type",
                    "access-control-allow-methods: PUT",
                    "access-control-allow-origin: https://admin.example.com",
                    "access-control-max-age: 600",
                    PREFLIGHT,
                ],
            ),
        ),
        ("the request does not", ("PUT /admin/settings", &[ADMIN], 401, &["vary: Origin"])),
        ("an internal route takes no part", ("GET /metrics", &["Origin: https://app.example.com"], 200, &[])),
        (
            "everything else has the policy around the app",
            (
                "GET /about",
                &["Origin: https://app.example.com"],
                200,
                &["access-control-allow-origin: https://app.example.com", "vary: Origin"],
            ),
        ),
    ];
    for (says, (request, lines, status, expected)) in rows {
        let answer = example.send(request, lines, "");
        assert_eq!((answer.status, answer.cors().as_slice()), (status, expected), "{says}");
    }
}

#[test]
fn development_origins_are_in_debug_builds_only() {
    let output = run("environments", &[]);
    let printed = String::from_utf8(output.stdout).expect("text");
    let expected = if cfg!(debug_assertions) { "allowed" } else { "the origin is not in `origins`" };
    assert!(printed.contains(&format!("GET from http://localhost:5173: {expected}\n")), "{printed}");
    assert_eq!(printed.contains("http://localhost:*"), cfg!(debug_assertions), "{printed}");
    assert!(printed.contains("https://*.partner.example.net"), "{printed}");
}
