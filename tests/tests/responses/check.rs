//! `check` says what the server answers, limits included: the queries that the compiler runs and the decisions on
//! requests are the same code, and these tests make sure of it.

use std::cell::Cell;

use actix_web::http::header::HeaderValue;
use actix_web::rt::System;
use cors_runtime::{Policy, Verdict, cors};
use cors_tests::deployment::{Deployment, PATH};
use cors_tests::deployments;
use cors_tests::request::Request;
use cors_tests::script::Script;
use proptest::test_runner::{Config, TestRunner};

use crate::generated::asked_for;

cors! {
    const LISTED = {
        origins: ["https://a.example.com", "https://*.example.net"],
        methods: [GET, PUT],
        headers: ["x-b", "content-type"],
        credentials: true,
    };
    const LIVE = { origins: ["https://*.example.net", runtime], ..LISTED };
    const ANY_METHOD = { origins: ["https://a.example.com"], methods: any };
    const OPEN = { origins: any, headers: ["authorization"] };
    const NOTHING = { origins: ["https://a.example.com"], methods: [DELETE], headers: [] };
}

/// Bytes as text, for the compiler.
const fn text(bytes: &[u8]) -> &str {
    match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("ASCII"),
    }
}

const COMMAS: &str = text(&[b','; 16 * 1024]);
const SPACES: &str = text(&[b' '; 2 * 1024]);
const LONG_NAME: &str = text(&[b'x'; 16 * 1024]);

type Row = (&'static str, &'static [&'static str], Verdict);

/// What is asked for, and the compiler's verdict.
const fn row(says: &'static str, headers: &'static [&'static str]) -> Row {
    (says, headers, LISTED.check("https://a.example.com", "PUT", headers))
}

/// What is asked for, each verdict computed by the compiler.
const ROWS: &[Row] = &[
    row("no line", &[]),
    row("one empty line", &[""]),
    row("a name", &["x-b"]),
    row("several in one line", &["x-b, Content-Type"]),
    row("several lines", &["x-b", "content-type"]),
    row("an empty name", &["x-b", ""]),
    row("a comma at the end", &["x-b,"]),
    row("a comma in front", &[",x-b"]),
    row("a name among empty ones", &[" , ,x-b,\t,"]),
    row("18 elements", &[",,,,,,,,,,,,,,,,,"]),
    row("19 elements", &[",,,,,,,,,,,,,,,,,,"]),
    row("18 elements in two lines", &[",,,,,,,,", ",,,,,,,,"]),
    row("19 elements in two lines", &[",,,,,,,,", ",,,,,,,,,"]),
    row("one name twelve times", &["x-b,x-b,x-b,x-b,x-b,x-b,x-b,x-b,x-b,x-b,x-b,x-b"]),
    row("one name in twenty lines", &["x-b"; 20]),
    row("16 KiB of commas", &[COMMAS]),
    row("16 KiB of a name", &[LONG_NAME]),
    row("2 KiB of white space", &[SPACES, "x-b"]),
    row("2 KiB of white space after a name", &["x-b", SPACES]),
    row("a name that is not declared", &["x-c"]),
    row("the same after a declared one", &["x-b", "x-b,x-c"]),
    row("what is not a name", &["x b"]),
    row("a name with letters beyond ASCII", &["x-\u{e4}"]),
];

/// A preflight, and what its answer says: the verdict where a debug build names it.
async fn answered(deployment: &Deployment, request: &Request) -> (u16, Option<String>) {
    let (answer, called) = deployment.ask(request, &Script::plain()).await;
    assert!(!called, "{request:?}");
    let reason = answer.reason().and_then(|reason| reason.split_once(" refused this preflight: "));
    let verdict = reason.and_then(|(_, reason)| reason.split("; ").next());
    (answer.status, verdict.map(str::to_owned))
}

fn preflight(origin: &[u8], method: &[u8], lines: &[Vec<u8>]) -> Request {
    let request = Request::new("OPTIONS", PATH, &[]).with("Origin", origin);
    let request = request.with("Access-Control-Request-Method", method);
    lines.iter().fold(request, |request, line| request.with("Access-Control-Request-Headers", line))
}

fn expected(verdict: Verdict) -> (u16, Option<String>) {
    let reason = (!verdict.is_allowed() && cfg!(debug_assertions)).then(|| verdict.to_string());
    (if verdict.is_allowed() { 204 } else { 403 }, reason)
}

#[actix_web::test]
async fn what_the_compiler_computed_is_what_the_server_answers() {
    let live = LIVE.with_origins(["https://a.example.com"]).expect("an origin");
    let mut all = deployments(LISTED).await;
    all.extend(deployments(live.clone()).await);
    let mut allowed = 0;
    for (says, headers, verdict) in ROWS {
        let lines: Vec<_> = headers.iter().map(|line| line.as_bytes().to_vec()).collect();
        let request = preflight(b"https://a.example.com", b"PUT", &lines);
        for deployment in &all {
            assert_eq!(
                answered(deployment, &request).await,
                expected(*verdict),
                "{}: {says}",
                deployment.name
            );
        }
        assert_eq!(LISTED.check("https://a.example.com", "PUT", headers), *verdict, "{says}: at run time");
        assert_eq!(live.check("https://a.example.com", "PUT", headers), *verdict, "{says}: live");
        allowed += usize::from(verdict.is_allowed());
    }
    assert!(
        allowed > 10 && ROWS.len() - allowed > 8,
        "both sides of the limits: {allowed} of {}",
        ROWS.len()
    );
}

const _: () =
    assert!(matches!(LISTED.check("https://a.example.com", "DELETE", &[]), Verdict::MethodNotAllowed));
const _: () = assert!(matches!(LISTED.check("null", "GET", &[]), Verdict::OriginNotAllowed));
const _: () = assert!(matches!(LIVE.check("https://t1.example", "GET", &[]), Verdict::OriginKnownAtRunTime));
const _: () = assert!(matches!(LIVE.check("null", "GET", &[]), Verdict::OriginNotAllowed));
const _: () = assert!(matches!(LIVE.check("https://t1.example", "DELETE", &[]), Verdict::MethodNotAllowed));

#[test]
fn check_and_the_server_agree_on_generated_preflights() {
    let system = System::new();
    let live = LIVE.with_origins(["https://a.example.com"]).expect("an origin");
    let policies: [Policy; 4] = [LISTED, ANY_METHOD, OPEN, NOTHING];
    let constants = policies.map(|policy| (policy, system.block_on(deployments(policy))));
    let of_live = system.block_on(deployments(live.clone()));
    let mut runner = TestRunner::new(Config { cases: 2_000, failure_persistence: None, ..Config::default() });
    let granted = Cell::new(0);
    let ran = runner.run(&asked_for(), |(origin, method, lines)| {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
        let texts: Option<Vec<_>> = lines.iter().map(|line| text(line)).collect();
        let (Some(o), Some(m), Some(h)) = (text(&origin), text(&method), texts) else {
            return Ok(()); // `check` takes text
        };
        if [&origin, &method].into_iter().chain(&lines).any(|value| HeaderValue::from_bytes(value).is_err()) {
            return Ok(());
        }
        let h: Vec<&str> = h.iter().map(String::as_str).collect();
        let request = preflight(&origin, &method, &lines);
        for (policy, deployments) in &constants {
            let verdict = policy.check(&o, &m, &h);
            for deployment in deployments {
                let answered = system.block_on(answered(deployment, &request));
                proptest::prop_assert_eq!(answered, expected(verdict), "{}: {:?}", deployment.name, verdict);
            }
        }
        let verdict = live.check(&o, &m, &h);
        granted.set(granted.get() + u32::from(verdict.is_allowed()));
        for deployment in &of_live {
            let answered = system.block_on(answered(deployment, &request));
            proptest::prop_assert_eq!(answered, expected(verdict), "{}: {:?}", deployment.name, verdict);
        }
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
    assert!(granted.get() > 100, "too one-sided to prove much: {} granted", granted.get());
}
