//! Every row of "What a request is" and "Answers", on an `App`, a `Scope` and a `Resource`; all headers compared.

use cors_runtime::{Policy, cors};
use cors_tests::everywhere;
use cors_tests::service::{calls, request};

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.example.net"],
        methods: [GET, PUT],
        headers: ["content-type", "x-request-id"],
        expose: ["x-total"],
        credentials: true,
        max_age: 2h,
    };
    const OPEN = { origins: any, methods: [GET], expose: ["x-total"] };
    const PLAIN = { origins: ["https://app.example.com"], preflight_status: 200 };
    const ANY_METHOD = {
        origins: ["https://app.example.com"],
        methods: any,
        headers: [any, "authorization"],
    };
    const ANY_HEADER = { origins: ["https://app.example.com"], headers: any };
}

const BOTH: &str = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
const REFUSED: (u16, &[&str]) = (403, &[BOTH]);
const GRANTED: (u16, &[&str]) = (
    204,
    &[
        "access-control-allow-credentials: true",
        "access-control-allow-headers: content-type, x-request-id",
        "access-control-allow-methods: PUT",
        "access-control-allow-origin: https://app.example.com",
        "access-control-max-age: 7200",
        BOTH,
    ],
);
const BARE: (u16, &[&str]) = (200, &["vary: Origin", "x-app: yes"]);
const DRESSED: (u16, &[&str]) = (
    200,
    &[
        "access-control-allow-credentials: true",
        "access-control-allow-origin: https://app.example.com",
        "access-control-expose-headers: x-total",
        "vary: Origin",
        "x-app: yes",
    ],
);

type Row = (&'static str, &'static str, &'static [&'static str], (u16, &'static [&'static str]), usize);

async fn holds(policy: Policy, rows: &[Row]) {
    for (place, app) in everywhere!(policy) {
        for (says, method, lines, (status, headers), times) in rows {
            calls();
            let reply = app.send(request(method, "/api/x", lines)).await;
            assert_eq!(calls(), *times, "{place}: {says}: calls of the application");
            if *status == 403 {
                assert_eq!(reply.body.is_empty(), !cfg!(debug_assertions), "{place}: {says}: {}", reply.body);
            } else if *times == 0 {
                assert_eq!(reply.body, "", "{place}: {says}");
            }
            let (got_status, got) = reply.without_reason();
            assert_eq!((got_status, &got[..]), (*status, &owned(headers)[..]), "{place}: {says}");
        }
    }
}

fn owned(headers: &[&str]) -> Vec<String> {
    headers.iter().map(|line| (*line).to_owned()).collect()
}

const O: &str = "Origin: https://app.example.com";
const M: &str = "Access-Control-Request-Method: PUT";

#[actix_web::test]
async fn actual_requests() {
    holds(
        APP,
        &[
            ("no Origin", "GET", &[], BARE, 1),
            ("an allowed origin", "GET", &[O], DRESSED, 1),
            ("HEAD comes with GET", "HEAD", &[O], DRESSED, 1),
            ("an origin that is not allowed", "GET", &["Origin: https://evil.example"], BARE, 1),
            (
                "an origin that begins like an allowed one",
                "GET",
                &["Origin: https://app.example.com.evil.net"],
                BARE,
                1,
            ),
            ("the same origin in capitals", "GET", &["Origin: https://APP.example.com"], BARE, 1),
            ("null", "GET", &["Origin: null"], BARE, 1),
            ("an empty Origin", "GET", &["Origin: "], BARE, 1),
            ("two equal Origin lines", "GET", &[O, O], BARE, 1),
            ("a method that is not allowed", "DELETE", &[O], BARE, 1),
            ("a method in small letters is another one", "put", &[O], BARE, 1),
            ("OPTIONS without Access-Control-Request-Method is no preflight", "OPTIONS", &[O], BARE, 1),
            ("OPTIONS without Origin is no preflight", "OPTIONS", &[M], BARE, 1),
            ("Access-Control-Request-Method with another method is no preflight", "GET", &[O, M], DRESSED, 1),
        ],
    )
    .await;
}

#[actix_web::test]
async fn an_origin_that_matched_a_pattern_is_echoed() {
    let granted: (u16, &[&str]) = (
        200,
        &[
            "access-control-allow-credentials: true",
            "access-control-allow-origin: https://a.b.example.net",
            "access-control-expose-headers: x-total",
            "vary: Origin",
            "x-app: yes",
        ],
    );
    let bare = |origin| -> Row { ("what no browser sends", "GET", origin, BARE, 1) };
    holds(
        APP,
        &[
            ("a subdomain", "GET", &["Origin: https://a.b.example.net"], granted, 1),
            bare(&["Origin: https://evil.com/.example.net"]),
            bare(&["Origin: https://u@a.example.net"]),
            bare(&["Origin: https://a..example.net"]),
            bare(&["Origin: https://.example.net"]),
            bare(&["Origin: https://example.net"]),
            bare(&["Origin: http://a.example.net"]),
            bare(&["Origin: https://a.example.net:8443"]),
            bare(&["Origin: https://a.example.net, https://b.example.net"]),
        ],
    )
    .await;
}

#[actix_web::test]
async fn preflights() {
    let asked = |line| -> &'static [&'static str] { Box::leak(Box::new([O, line])) };
    let with = |says, lines: &[&'static str], answer| -> Row {
        let lines: Vec<&'static str> = [O, M].iter().chain(lines).copied().collect();
        (says, "OPTIONS", lines.leak(), answer, 0)
    };
    let commas = format!("Access-Control-Request-Headers: {}", ",".repeat(64 * 1024));
    let many = format!("Access-Control-Request-Headers: {}", "content-type,".repeat(15_000));
    let (commas, many): (&'static str, &'static str) = (commas.leak(), many.leak());
    holds(
        APP,
        &[
            with("all allowed", &[], GRANTED),
            with("an empty list of headers", &["Access-Control-Request-Headers: "], GRANTED),
            with("an allowed header", &["Access-Control-Request-Headers: content-type"], GRANTED),
            with(
                "upper case, unsorted",
                &["Access-Control-Request-Headers: X-REQUEST-ID,Content-Type"],
                GRANTED,
            ),
            with(
                "white space and a comma at the end",
                &["Access-Control-Request-Headers:  content-type\t,  x-request-id,"],
                GRANTED,
            ),
            with(
                "three lines",
                &[
                    "Access-Control-Request-Headers: content-type",
                    "Access-Control-Request-Headers: x-request-id",
                    "Access-Control-Request-Headers: content-type",
                ],
                GRANTED,
            ),
            with(
                "a header that is not allowed",
                &["Access-Control-Request-Headers: content-type, x-evil"],
                REFUSED,
            ),
            with(
                "one in the third line",
                &[
                    "Access-Control-Request-Headers: content-type",
                    "Access-Control-Request-Headers: ",
                    "Access-Control-Request-Headers: x-evil",
                ],
                REFUSED,
            ),
            with("64 KiB of commas", &[commas], REFUSED),
            with("one allowed name, 15,000 times", &[many], REFUSED),
            ("an origin that is not allowed", "OPTIONS", &["Origin: https://evil.example", M], REFUSED, 0),
            ("null", "OPTIONS", &["Origin: null", M], REFUSED, 0),
            ("two equal Origin lines", "OPTIONS", &[O, O, M], REFUSED, 0),
            ("two methods", "OPTIONS", asked("Access-Control-Request-Method: GET, DELETE"), REFUSED, 0),
            ("two allowed methods", "OPTIONS", asked("Access-Control-Request-Method: GET,PUT"), REFUSED, 0),
            ("a method in small letters", "OPTIONS", asked("Access-Control-Request-Method: get"), REFUSED, 0),
            ("an unknown method", "OPTIONS", asked("Access-Control-Request-Method: PURGE"), REFUSED, 0),
            ("no method", "OPTIONS", asked("Access-Control-Request-Method: "), REFUSED, 0),
            ("a method with a space", "OPTIONS", asked("Access-Control-Request-Method: P UT"), REFUSED, 0),
            ("two lines of methods", "OPTIONS", &[O, M, M], REFUSED, 0),
        ],
    )
    .await;
}

#[actix_web::test]
async fn any_origin() {
    let bare: (u16, &[&str]) = (200, &["x-app: yes"]);
    let dressed: (u16, &[&str]) =
        (200, &["access-control-allow-origin: *", "access-control-expose-headers: x-total", "x-app: yes"]);
    let both = "vary: Access-Control-Request-Method, Access-Control-Request-Headers";
    let refused: (u16, &[&str]) = (403, Box::leak(Box::new([both])));
    let granted: (u16, &[&str]) = (
        204,
        Box::leak(Box::new(["access-control-allow-methods: GET", "access-control-allow-origin: *", both])),
    );
    let get = "Access-Control-Request-Method: GET";
    let pre = |lines: [&'static str; 2]| -> &'static [&'static str] { Box::leak(Box::new(lines)) };
    holds(
        OPEN,
        &[
            ("no Origin", "GET", &[], dressed, 1),
            ("some Origin", "GET", &[O], dressed, 1),
            ("null", "GET", &["Origin: null"], dressed, 1),
            ("malformed", "GET", &["Origin: https://a b/"], dressed, 1),
            ("several", "GET", &[O, O], dressed, 1),
            ("a method that is not allowed", "DELETE", &[O], bare, 1),
            ("a preflight", "OPTIONS", pre([O, get]), granted, 0),
            ("a preflight from null", "OPTIONS", pre(["Origin: null", get]), granted, 0),
            ("a preflight for a method that is not allowed", "OPTIONS", &[O, M], refused, 0),
            ("a preflight with two Origin lines", "OPTIONS", &[O, O, M], refused, 0),
        ],
    )
    .await;
}

#[actix_web::test]
async fn defaults_and_any() {
    let origin = "access-control-allow-origin: https://app.example.com";
    let get: &[&str] = &["Origin: https://app.example.com", "Access-Control-Request-Method: GET"];
    let granted = |status, lines: &[&'static str]| -> (u16, &'static [&'static str]) {
        (status, [lines, &[BOTH]].concat().leak())
    };
    holds(
        PLAIN,
        &[(
            "a status of one's own, no max_age",
            "OPTIONS",
            get.to_vec().leak(),
            granted(200, &["access-control-allow-methods: GET", origin]),
            0,
        )],
    )
    .await;
    let purge = "Access-Control-Request-Method: PURGE";
    let lines = |more: &[&'static str]| -> &'static [&'static str] { [&[O, purge], more].concat().leak() };
    let any = ["access-control-allow-headers: *, authorization", "access-control-allow-methods: *", origin];
    holds(
        ANY_METHOD,
        &[
            ("any method, as a star", "OPTIONS", lines(&[]), granted(204, &any), 0),
            (
                "authorization beside any",
                "OPTIONS",
                lines(&["Access-Control-Request-Headers: x, Authorization"]),
                granted(204, &any),
                0,
            ),
            ("no method at all", "OPTIONS", &[O, "Access-Control-Request-Method: a b"], REFUSED, 0),
        ],
    )
    .await;
    let headers = |line| -> &'static [&'static str] { [get, &[line]].concat().leak() };
    holds(
        ANY_HEADER,
        &[
            (
                "any header, as a star",
                "OPTIONS",
                headers("Access-Control-Request-Headers: x-any"),
                granted(
                    204,
                    &["access-control-allow-headers: *", "access-control-allow-methods: GET", origin],
                ),
                0,
            ),
            (
                "which does not cover authorization",
                "OPTIONS",
                headers("Access-Control-Request-Headers: x-any, authorization"),
                REFUSED,
                0,
            ),
        ],
    )
    .await;
}
