//! `examples/per_route.rs`.

use cors_tests::example::Example;

/// A request, its header lines, the status, and the headers of CORS and `Vary`.
type Row = (&'static str, &'static [&'static str], u16, &'static [&'static str]);

const ANYONE: &str = "Origin: https://anyone.example";
const EDIT: &str = "Origin: https://edit.example.com";
const APP: &str = "Origin: https://app.example.com";
const SESSION: &str = "Cookie: session=1";
const POST: &str = "Access-Control-Request-Method: POST";
const PUT: &str = "Access-Control-Request-Method: PUT";
const VARY: &str = "vary: Origin";
const PREFLIGHT_VARY: &str = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
const CREDENTIALS: &str = "access-control-allow-credentials: true";
const NAMES: &str = "access-control-allow-headers: content-type";
const TO_APP: &str = "access-control-allow-origin: https://app.example.com";
const TO_EDIT: &str = "access-control-allow-origin: https://edit.example.com";
const TO_ANY: &str = "access-control-allow-origin: *";
const MAY_PUT: &str = "access-control-allow-methods: PUT";
const MAY_POST: &str = "access-control-allow-methods: POST";

#[test]
fn every_request_meets_the_policy_that_the_router_leads_it_to() {
    let example = Example::start("per_route", &[]);
    let rows: [(&str, Row); 21] = [
        ("anyone reads the list", ("GET /articles", &[ANYONE], 200, &[TO_ANY])),
        (
            "editors send a preflight before they write to the same path",
            (
                "OPTIONS /articles",
                &[EDIT, POST],
                204,
                &[CREDENTIALS, NAMES, MAY_POST, TO_EDIT, PREFLIGHT_VARY],
            ),
        ),
        ("the app may not", ("OPTIONS /articles", &[APP, POST], 403, &[PREFLIGHT_VARY])),
        ("an editor reads the 401", ("POST /articles", &[EDIT], 401, &[CREDENTIALS, TO_EDIT, VARY])),
        ("and writes", ("POST /articles", &[EDIT, SESSION], 201, &[CREDENTIALS, TO_EDIT, VARY])),
        ("others read nothing of it", ("POST /articles", &[ANYONE], 401, &[VARY])),
        (
            "a method that no route of the path takes falls to the scope",
            ("OPTIONS /articles", &[APP, PUT], 204, &[CREDENTIALS, NAMES, MAY_PUT, TO_APP, PREFLIGHT_VARY]),
        ),
        ("anyone reads the status", ("GET /status", &[ANYONE], 200, &[TO_ANY])),
        ("an internal route takes no part", ("GET /metrics", &[APP], 200, &[])),
        (
            "nor do its preflights",
            ("OPTIONS /metrics", &[APP, "Access-Control-Request-Method: GET"], 403, &[PREFLIGHT_VARY]),
        ),
        ("everything else has the app's policy", ("GET /about", &[APP], 200, &[CREDENTIALS, TO_APP, VARY])),
        ("also paths that do not exist", ("GET /nothing", &[APP], 404, &[CREDENTIALS, TO_APP, VARY])),
        (
            "authentication inside: the preflight",
            (
                "OPTIONS /inside/profile",
                &[APP, PUT],
                204,
                &[CREDENTIALS, NAMES, MAY_PUT, TO_APP, PREFLIGHT_VARY],
            ),
        ),
        ("its 401 can be read", ("PUT /inside/profile", &[APP], 401, &[CREDENTIALS, TO_APP, VARY])),
        (
            "authentication outside: the preflight skips it",
            (
                "OPTIONS /outside/profile",
                &[APP, PUT],
                204,
                &[CREDENTIALS, NAMES, MAY_PUT, TO_APP, PREFLIGHT_VARY],
            ),
        ),
        ("its 401 cannot be read", ("PUT /outside/profile", &[APP], 401, &[])),
        ("a session", ("PUT /outside/profile", &[APP, SESSION], 200, &[CREDENTIALS, TO_APP, VARY])),
        ("an exception keeps the authentication", ("GET /around/avatar", &[ANYONE], 401, &[])),
        ("a session", ("GET /around/avatar", &[ANYONE, SESSION], 200, &[TO_ANY])),
        (
            "a preflight that no policy takes",
            ("OPTIONS /around/nothing", &[EDIT, PUT], 403, &[PREFLIGHT_VARY]),
        ),
        (
            "the rest of that scope",
            ("GET /around/profile", &[APP, SESSION], 200, &[CREDENTIALS, TO_APP, VARY]),
        ),
    ];
    for (says, (request, lines, status, expected)) in rows {
        let answer = example.send(request, lines, "");
        assert_eq!((answer.status, answer.cors_and_vary().as_slice()), (status, expected), "{says}");
    }
}

#[test]
fn the_mistake_says_what_to_do() {
    let example = Example::start("per_route", &[]);
    for origin in [ANYONE, APP, "Origin: null"] {
        let answer = example.send("GET /mistake/avatar", &[origin], "");
        assert_eq!((answer.status, answer.body.as_str()), (500, ""), "{origin}");
        let names_both = |reason: &str| reason.starts_with("policy `PUBLIC` is nested inside policy `APP`");
        assert_eq!(answer.reason().is_some_and(names_both), cfg!(debug_assertions), "{answer:?}");
    }
    let answer = example.send("GET /mistake/profile", &[APP], "");
    assert_eq!(answer.in_short(), "200 https://app.example.com", "what is beside it is served");
}

#[test]
fn its_curl_lines() {
    let (app, edit) = ("https://app.example.com", "https://edit.example.com");
    let granted = |status: u16, origin: &str| format!("{status} {origin}");
    let expected = [
        granted(200, "*"),
        granted(204, edit),
        granted(401, edit),
        granted(201, edit),
        granted(403, "-"),
        granted(200, app),
        granted(200, "*"),
        granted(200, "-"),
        granted(204, app),
        granted(204, app),
        granted(401, app),
        granted(401, "-"),
        granted(401, "-"),
        granted(200, "*"),
        granted(500, "-"),
    ];
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    super::assert_curls(&mut Example::start("per_route", &[]), &expected);
}
