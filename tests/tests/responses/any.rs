//! `any` in `methods`, `headers` and `expose`: the requested method, and for names a star, or with credentials, where
//! browsers read a star literally, the requested ones.

use actix_web::rt::System;
use actix_web::{App, web};
use cors_runtime::{Verdict, cors};
use cors_tests::actix::{application, serve};
use cors_tests::deployment::{Expected, PATH, Row};
use cors_tests::deployments;
use cors_tests::model::Model;
use cors_tests::on_route;
use cors_tests::request::Request;
use cors_tests::script::{How, Script, play};

use crate::model::assert_agreement;
use crate::policies::{EVIL, ORIGIN, PREFLIGHT_VARY, assert_everywhere};

cors! {
    const STARS = { origins: ["https://app.example.com"], methods: any, headers: any, expose: any };
    const STARS_LIVE = { origins: [runtime], ..STARS };
    const NAMES = { credentials: true, ..STARS };
    const NAMES_LIVE = { origins: [runtime], ..NAMES };
    const OPEN = { origins: any, methods: any, headers: any, expose: any };
    /// The origin of the generated requests.
    const A_STARS = { origins: ["https://a.example.com"], ..STARS };
    const A_NAMES = { origins: ["https://a.example.com"], ..NAMES };
}

const ALLOWED: &str = "access-control-allow-origin: https://app.example.com";
const CREDENTIALS: &str = "access-control-allow-credentials: true";
const PUT: &str = "Access-Control-Request-Method: PUT";

#[actix_web::test]
async fn without_credentials_any_is_a_star_and_covers_authorization() {
    let star = [
        "access-control-allow-headers: *, authorization",
        "access-control-allow-methods: PUT",
        ALLOWED,
        PREFLIGHT_VARY,
    ];
    let star = Expected::answered(204, &star);
    let refused = Expected::answered(403, &[PREFLIGHT_VARY]);
    let names = |names: &str| format!("Access-Control-Request-Headers: {names}");
    let row = |says: &str, line: &str| Row::new(says, "OPTIONS", &[ORIGIN, PUT, line], &star);
    let rows = [
        Row::new("no header", "OPTIONS", &[ORIGIN, PUT], &star),
        row("any header", &names("x-any")),
        row("authorization", &names("x-any, Authorization")),
        Row::new("what is not a name", "OPTIONS", &[ORIGIN, PUT, &names("x any")], &refused),
        Row::new("the name `*`", "OPTIONS", &[ORIGIN, PUT, &names("x-any, *")], &refused),
        Row::new("another origin", "OPTIONS", &[EVIL, PUT], &refused),
        Row::new(
            "a response",
            "PUT",
            &[ORIGIN],
            &Expected::called(
                200,
                &[ALLOWED, "access-control-expose-headers: *", "vary: Origin", "x-app: yes"],
            ),
        ),
    ];
    assert_everywhere!(STARS, STARS_LIVE, ["GET", "PUT"], rows);
}

/// `count` names of `length` bytes, with commas between them.
fn names(count: usize, length: usize) -> String {
    (0..count).map(|at| format!("{at:0length$}")).collect::<Vec<_>>().join(",")
}

#[actix_web::test]
async fn with_credentials_the_answer_names_what_was_asked_for() {
    let granted = |names: &str| {
        let names = format!("access-control-allow-headers: {names}");
        let mut lines = vec!["access-control-allow-methods: PUT", ALLOWED, CREDENTIALS, PREFLIGHT_VARY];
        if !names.ends_with(": ") {
            lines.push(&names);
        }
        Expected::answered(204, &lines)
    };
    let refused = Expected::answered(403, &[PREFLIGHT_VARY]);
    let row = |says: &str, lines: &[&str], expected: &Expected| {
        let lines: Vec<_> =
            lines.iter().map(|line| format!("Access-Control-Request-Headers: {line}")).collect();
        let lines: Vec<_> = [ORIGIN, PUT].into_iter().chain(lines.iter().map(String::as_str)).collect();
        Row::new(says, "OPTIONS", &lines, expected)
    };
    let spaced = |names: &str| names.replace(',', ", ");
    let (most, too_many) = (names(128, 3), names(129, 3));
    // The value is 4,078 and 4,129 bytes long.
    let (long, too_long) = (names(80, 49), names(81, 49));
    let repeated = vec!["x-a"; 128].join(",");
    let rows = [
        row("none", &[], &granted("")),
        row("an empty list", &[" , "], &granted("")),
        row("one", &["X-Custom"], &granted("x-custom")),
        row("authorization", &["Authorization"], &granted("authorization")),
        row("each once, in the order asked", &["x-b, X-A,x-B", "x-c", "x-a"], &granted("x-b, x-a, x-c")),
        row("the name `*`, which would be the wildcard", &["x-a, *"], &refused),
        row("one, 128 times", &[&repeated], &granted("x-a")),
        row("128", &[&most], &granted(&spaced(&most))),
        row("129", &[&too_many], &refused),
        row("128 and an empty one", &[&most, ""], &refused),
        row("nearly 4 KiB of the value", &[&long], &granted(&spaced(&long))),
        row("more than 4 KiB of it", &[&too_long], &refused),
        row("what is not a name", &["x-a, x b"], &refused),
        row("a quoted name", &["\"x-a\""], &refused),
        row("a name with letters beyond ASCII", &["x-\u{e4}"], &refused),
        row("64 KiB of commas", &[&",".repeat(64 * 1024)], &refused),
        Row::new("another origin", "OPTIONS", &[EVIL, PUT, "Access-Control-Request-Headers: x-a"], &refused),
        Row::new("null", "OPTIONS", &["Origin: null", PUT], &refused),
    ];
    assert_everywhere!(NAMES, NAMES_LIVE, ["GET", "PUT"], rows);
}

#[actix_web::test]
async fn with_credentials_the_answer_names_the_requested_method() {
    let row = |method: &str| {
        let line = format!("Access-Control-Request-Method: {method}");
        let method = format!("access-control-allow-methods: {method}");
        let expected = Expected::answered(204, &[&method, ALLOWED, CREDENTIALS, PREFLIGHT_VARY]);
        Row::new(&line, "OPTIONS", &[ORIGIN, &line], &expected)
    };
    let (refused, not_found) = (Expected::answered(403, &[PREFLIGHT_VARY]), Expected::answered(404, &[]));
    let other = |method: &str| row(method).on_route(&not_found);
    let none = |method: &str| {
        let line = format!("Access-Control-Request-Method: {method}");
        Row::new(&line, "OPTIONS", &[ORIGIN, &line], &refused).on_route(&not_found)
    };
    let rows = [
        row("PUT"),
        row("PURGE"),
        other("DELETE"),
        other("put"),
        other(&"X".repeat(64)),
        none(&"X".repeat(65)),
        none("*"),
        none("P UT"),
        none("PUT,GET"),
        none(""),
    ];
    assert_everywhere!(NAMES, NAMES_LIVE, ["PUT", "PURGE"], rows);
}

#[actix_web::test]
async fn with_credentials_the_response_names_its_own_headers() {
    const RANGE: &str = "content-range: bytes 0-1/2";
    let rows: [(&str, u16, &[&str], &[&str]); 8] = [
        ("none", 200, &[], &[]),
        ("one", 200, &["x-app: yes"], &["access-control-expose-headers: x-app"]),
        (
            "several, in mixed order, one of them twice",
            206,
            &["x-b: 1", "etag: \"1\"", RANGE, "x-a: 1", "x-b: 2"],
            &["access-control-expose-headers: content-range, etag, x-a, x-b"],
        ),
        (
            "those that pages may read anyway",
            200,
            &[
                "cache-control: no-store",
                "content-language: en",
                "content-type: text/plain",
                "expires: 0",
                "last-modified: Thu, 01 Jan 1970 00:00:00 GMT",
                "pragma: no-cache",
            ],
            &[],
        ),
        ("one that would be the wildcard", 200, &["*: 1", "x-a: 1"], &["access-control-expose-headers: x-a"]),
        ("cookies", 200, &["set-cookie: a=1", "set-cookie2: b=2"], &[]),
        (
            "cookies among others",
            401,
            &["set-cookie: a=1", "www-authenticate: x"],
            &["access-control-expose-headers: www-authenticate"],
        ),
        ("a 304, which has fewer headers than what it confirms", 304, &["etag: \"1\""], &[]),
    ];
    let mut table = Vec::new();
    for how in [How::Response, How::Streamed, How::HandlerError, How::MiddlewareError] {
        for (says, status, own, exposed) in rows {
            let script = Script::of(status, own).how(how);
            let granted = [own, exposed, &[ALLOWED, CREDENTIALS, "vary: Origin"]].concat();
            let bare = [own, &["vary: Origin"]].concat();
            for (origin, lines) in [(&[ORIGIN][..], granted), (&[EVIL], bare.clone()), (&[], bare)] {
                let says = format!("{says}, {how:?}, {origin:?}");
                table.push(
                    Row::new(&says, "PUT", origin, &Expected::called(status, &lines)).script(script.clone()),
                );
            }
        }
    }
    assert_everywhere!(NAMES, NAMES_LIVE, ["PUT"], table);
}

/// Also if it is the only policy of this thread, and both write.
#[actix_web::test]
async fn the_same_policy_inside_itself_names_the_application_s_headers_alone() {
    let inner = || web::resource(PATH).route(web::route().to(application)).wrap(NAMES);
    let app = serve(App::new().service(inner()).wrap(NAMES)).await;
    for says in ["alone", "beside another policy"] {
        play(&Script::of(200, &["x-app: yes"]));
        let answer = app.ask(&Request::new("GET", PATH, &[ORIGIN])).await;
        assert_eq!(answer.values("access-control-expose-headers"), ["x-app"], "{says}");
        assert_eq!(answer.values("vary"), ["Origin"], "{says}");
        play(&Script::of(200, &["vary: Cookie"]));
        let answer = app.ask(&Request::new("GET", PATH, &[ORIGIN])).await;
        assert_eq!(answer.values("access-control-expose-headers"), ["vary"], "{says}");
        let _other = deployments(STARS).await;
    }
}

/// A grant that the application makes does not count, and is not among the names that the response exposes.
#[actix_web::test]
async fn the_six_cors_headers_are_not_among_the_names() {
    let script =
        Script::of(200, &["access-control-allow-origin: *", "access-control-max-age: 9", "x-app: yes"]);
    let lines = [ALLOWED, CREDENTIALS, "access-control-expose-headers: x-app", "vary: Origin", "x-app: yes"];
    let rows = [Row::new("granted", "GET", &[ORIGIN], &Expected::called(200, &lines)).script(script)];
    assert_everywhere!(NAMES, NAMES_LIVE, ["GET"], rows);
}

const MODEL: Model = Model {
    origins: Some(&["https://a.example.com"]),
    methods: None,
    headers: None,
    expose: None,
    ..Model::DEFAULT
};

#[test]
fn an_application_answers_as_the_model_does() {
    let system = System::new();
    let subjects = system.block_on(async {
        let mut stars = deployments(A_STARS).await;
        stars.push(on_route!([A_STARS], "DELETE", "PURGE"));
        let mut names = deployments(A_NAMES).await;
        names.push(on_route!([A_NAMES], "PUT", "PURGE"));
        vec![
            (stars, MODEL),
            (names, Model { credentials: true, ..MODEL }),
            (deployments(OPEN).await, Model { origins: None, ..MODEL }),
        ]
    });
    assert_agreement(&system, &subjects);
}

#[actix_web::test]
async fn check_says_what_the_server_answers() {
    let long = "x".repeat(16 * 1024);
    let (most, too_many) = (names(128, 3), names(129, 3));
    let (fits, is_too_long) = (names(80, 49), names(81, 49));
    for headers in [
        &[][..],
        &["authorization"],
        &[&most],
        &[&most, ""],
        &[&too_many],
        &[&fits],
        &[&is_too_long],
        &[&long],
        &[&long[..4 * 1024]],
        &[&long[..=4 * 1024]],
        &["x b"],
        &["*"],
        &["x-a", ",", ""],
    ] {
        for policy in [STARS, NAMES, OPEN] {
            let verdict = policy.check("https://app.example.com", "PUT", headers);
            let request = Request::preflight(PATH, "https://app.example.com", "PUT");
            let request = headers
                .iter()
                .fold(request, |request, line| request.with("Access-Control-Request-Headers", line));
            for deployment in deployments(policy).await {
                let (answer, _) = deployment.ask(&request, &Script::plain()).await;
                assert_eq!(
                    answer.status == 204,
                    verdict.is_allowed(),
                    "{}: {headers:.40?}: {verdict}",
                    deployment.name
                );
            }
        }
    }
    assert_eq!(NAMES.check("https://app.example.com", "PUT", &[&too_many]), Verdict::HeaderNotAllowed);
    assert_eq!(NAMES.check("https://app.example.com", "PUT", &[&most]), Verdict::Allowed);
}

/// In the compiler, too.
const _: () = {
    let Ok(long) = str::from_utf8(&[b'X'; 65]) else { panic!("ASCII") };
    assert!(STARS.allows_method(long.split_at(64).0) && !STARS.allows_method(long));
    assert!(!STARS.allows_method("*") && !OPEN.allows_method("*") && !NAMES.allows_method("*"));
    assert!(!STARS.allows_header("*") && !OPEN.allows_header("*") && !NAMES.allows_header("*"));
    assert!(matches!(OPEN.check("https://a.example", "*", &[]), Verdict::MethodNotAllowed));
    assert!(matches!(OPEN.check("https://a.example", "PUT", &["x-a, *"]), Verdict::HeaderNotAllowed));
};
