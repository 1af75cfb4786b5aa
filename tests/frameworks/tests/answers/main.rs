//! The same requests to the same policies in every framework: those that take tower's layers, and those where a few lines
//! by hand ask `answer`. What comes back is compared with the response of the framework without a policy: an actual
//! response differs by the policy's headers and nothing else, and a preflight is the policy's alone.

mod by_hand;
mod layers;
mod server;

/// What the black-box tests have, without the frameworks that their package would bring.
#[path = "../../../src/answer.rs"]
#[allow(dead_code, reason = "what these tests have no use for")]
mod answer;
#[path = "../../../src/client.rs"]
#[allow(dead_code, reason = "as above")]
mod client;
#[path = "../../../src/request.rs"]
#[allow(dead_code, reason = "as above")]
mod request;

use cors_runtime::{ByOrigin, LivePolicy, cors};

use crate::answer::Answer;
use crate::client::send;
use crate::request::Request;
use crate::server::Servers;

cors! {
    pub const APP = {
        origins: ["https://app.example.com", "https://*.example.net"],
        methods: [GET, POST],
        headers: ["content-type", "authorization"],
        expose: ["x-total"],
        credentials: true,
        max_age: 2h,
    };
    pub const TENANTS = { origins: ["https://*.example.net", runtime], ..APP };
    /// It exposes what the response has.
    pub const NAMES = { expose: any, ..APP };
    pub const PUBLIC = { origins: any, methods: [GET, POST] };
}

/// Everybody without cookies, the own pages with them.
pub const API: ByOrigin<1> = PUBLIC.except_origins_of([APP]);

pub fn live() -> LivePolicy {
    TENANTS.with_origins(["https://app.example.com"]).expect("an origin")
}

/// Long enough to be worth compressing.
pub const BODY: &str = "hello from behind whatever framework this is";

/// What the application writes: lines of its own, and one that only a policy may write.
pub const LINES: [(&str, &str); 3] =
    [("x-app", "yes"), ("vary", "accept-language"), ("access-control-allow-origin", "https://stale.example")];

const ORIGIN: &str = "Origin: https://app.example.com";
const MATCHED: &str = "Origin: https://a.b.example.net";
const EVIL: &str = "Origin: https://evil.example";
const POST: &str = "Access-Control-Request-Method: POST";
const NAMES_LINE: &str = "Access-Control-Request-Headers: authorization,content-type";

const ALLOWED: &str = "access-control-allow-origin: https://app.example.com";
const ALLOWED_MATCHED: &str = "access-control-allow-origin: https://a.b.example.net";
const CREDENTIALS: &str = "access-control-allow-credentials: true";
const EXPOSED: &str = "access-control-expose-headers: x-total";
const VARY: &str = "vary: Origin";
const PREFLIGHT_VARY: &str = "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

/// The lines of a granted preflight.
const fn granted(origin: &str) -> [&str; 6] {
    [
        CREDENTIALS,
        "access-control-allow-headers: content-type, authorization",
        "access-control-allow-methods: POST",
        origin,
        "access-control-max-age: 7200",
        PREFLIGHT_VARY,
    ]
}

/// What it is, the lines of the request, and the lines of ours in the response.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

const ACTUAL: [Row; 6] = [
    ("no `Origin`", &[], &[VARY]),
    ("allowed", &[ORIGIN], &[CREDENTIALS, ALLOWED, EXPOSED, VARY]),
    ("a pattern", &[MATCHED], &[CREDENTIALS, ALLOWED_MATCHED, EXPOSED, VARY]),
    ("a stranger", &[EVIL], &[VARY]),
    ("null", &["Origin: null"], &[VARY]),
    ("two `Origin` lines", &[ORIGIN, ORIGIN], &[VARY]),
];

/// The same, and the status.
const PREFLIGHTS: [(Row, u16); 7] = [
    (("allowed", &[ORIGIN, POST, NAMES_LINE], &granted(ALLOWED)), 204),
    (("a pattern", &[MATCHED, POST], &granted(ALLOWED_MATCHED)), 204),
    (("a stranger", &[EVIL, POST], &[PREFLIGHT_VARY]), 403),
    (("two `Origin` lines", &[ORIGIN, ORIGIN, POST], &[PREFLIGHT_VARY]), 403),
    (("a method", &[ORIGIN, "Access-Control-Request-Method: PUT"], &[PREFLIGHT_VARY]), 403),
    (("the method `*`", &[ORIGIN, "Access-Control-Request-Method: *"], &[PREFLIGHT_VARY]), 403),
    (("a header", &[ORIGIN, POST, "Access-Control-Request-Headers: x-evil"], &[PREFLIGHT_VARY]), 403),
];

/// What every framework here can answer: a small JSON body.
fn post(servers: &Servers, lines: &[&str]) -> Request {
    let json = ["Content-Type: application/json", "Accept-Encoding: gzip"];
    Request::new("POST", servers.path, &[&json, lines].concat()).body("{}")
}

/// All lines sorted: where layers stand on both sides of a policy, only the order of `Vary`'s lines differs.
fn ask(address: std::net::SocketAddr, request: &Request) -> Answer {
    let mut answer = send(address, request).expect("an answer");
    answer.lines.sort();
    answer
}

/// `bare` with these lines of a policy, and none of the application in their place.
fn with(bare: &Answer, lines: &[&str]) -> Answer {
    let mut answer = bare.clone();
    answer.lines.retain(|line| !line.starts_with("access-control-"));
    answer.lines.extend(lines.iter().map(|line| (*line).to_owned()));
    answer.lines.sort();
    answer
}

fn assert_table(servers: &Servers) {
    for (kind, address) in [("constant", servers.constant), ("live", servers.live)] {
        for path in [servers.path, "/not/there"] {
            for (says, lines, expected) in ACTUAL {
                let mut asked = post(servers, lines);
                asked.path = path.to_owned();
                let bare = ask(servers.bare, &asked);
                let context = format!("{}, {kind}, {path}: {says}", servers.name);
                assert_eq!(ask(address, &asked), with(&bare, expected), "{context}");
            }
        }
        for ((says, lines, expected), status) in PREFLIGHTS {
            let answer = ask(address, &Request::new("OPTIONS", servers.path, lines));
            let context = format!("{}, {kind}: a preflight, {says}", servers.name);
            assert_eq!(answer.reason().is_some(), status == 403 && cfg!(debug_assertions), "{context}");
            let answer = answer.without_reason();
            assert_eq!((answer.status, answer.body.as_str()), (status, ""), "{context}");
            assert_eq!(answer.lines, expected, "{context}");
        }
    }
    let asked = post(servers, &[ORIGIN]);
    let exposed = format!("access-control-expose-headers: {}", servers.exposed);
    let expected = [CREDENTIALS, ALLOWED, &exposed, VARY];
    let expected = if servers.exposed.is_empty() { &[CREDENTIALS, ALLOWED, VARY][..] } else { &expected };
    assert_eq!(
        ask(servers.names, &asked),
        with(&ask(servers.bare, &asked), expected),
        "{}, `expose: any`",
        servers.name
    );
    // The chooser.
    for (lines, expected) in [
        (&[ORIGIN][..], &[CREDENTIALS, ALLOWED, EXPOSED, VARY][..]),
        (&[EVIL], &["access-control-allow-origin: *", VARY]),
        (&[], &["access-control-allow-origin: *", VARY]),
    ] {
        let asked = post(servers, lines);
        let bare = ask(servers.bare, &asked);
        assert_eq!(
            ask(servers.chooser, &asked),
            with(&bare, expected),
            "{}, by origin: {lines:?}",
            servers.name
        );
    }
}

macro_rules! frameworks {
    ($($framework:ident: $servers:expr;)+) => {$(
        #[test]
        fn $framework() {
            assert_table(&$servers);
        }
    )+};
}

frameworks! {
    axum: layers::axum();
    axum_with_an_optional_layer: layers::axum_optional();
    axum_in_a_boxed_service: layers::axum_boxed();
    axum_with_compression_inside: layers::axum_compression_inside();
    axum_with_compression_outside: layers::axum_compression_outside();
    axum_with_traces_inside_and_outside: layers::axum_traced();
    hyper: layers::hyper();
    hyper_as_a_proxy: layers::hyper_proxy();
    tonic: layers::tonic();
    jsonrpsee: layers::jsonrpsee();
    jsonrpsee_with_an_optional_layer: layers::jsonrpsee_optional();
    salvo: layers::salvo();
    warp: layers::warp();
    lambda_http: layers::lambda_http();
    poem: by_hand::poem();
    rocket: by_hand::rocket();
}
