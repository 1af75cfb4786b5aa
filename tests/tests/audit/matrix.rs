//! Our own services, in process, on both frameworks: each against its own policy, and against every other one.

use std::fmt::Write as _;

use actix_web::test::{TestRequest, call_service, init_service};
use actix_web::{App, HttpResponse, web};
use axum::Router;
use axum::body::Body;
use cors_audit::{Answer, Plan, Report, judge, plan};
use cors_runtime::{LivePolicy, Policy, PolicyConfig, PolicyTemplate, cors};
use tower_service::Service as _;

const OWN: &str = "https://api.example.com";

cors! {
    const EXACT = {
        origins: ["https://app.example.com", "https://admin.example.com:8443"],
        methods: [GET, PUT],
        headers: ["content-type"],
        expose: ["x-total"],
        credentials: true,
        max_age: 10m,
    };
    const WITHOUT_COOKIES = { credentials: false, ..EXACT };
    const OTHER_METHODS = { methods: [GET, DELETE], ..EXACT };
    const OTHER_HEADERS = { headers: ["content-type", "authorization"], ..EXACT };
    const OTHER_NAMES = { expose: ["x-total", "x-page"], ..EXACT };
    const ANYTHING_ASKED = { methods: any, headers: any, expose: any, ..EXACT };
    const LABELS = { origins: ["https://*.preview.example.com"], credentials: true };
    const IN_LABEL = { origins: ["https://pr-*.preview.example.com"], credentials: true };
    const PORTS = { origins: ["http://localhost:*", "http://[::1]:*"], methods: [GET, PUT] };
    const APPLICATION = { origins: ["tauri://localhost", "https://tauri.localhost"], headers: ["x-token"] };
    const PUBLIC = { origins: any, methods: [GET] };
    const OPEN = { origins: any, methods: any, headers: any, expose: any };
    const TENANTS = { origins: ["https://app.example.com", #[dangerously_allow(predicates)] runtime], credentials: true };
}

/// Each, by a name.
fn policies() -> Vec<(&'static str, LivePolicy)> {
    let constants: [Policy; 12] = [
        EXACT,
        WITHOUT_COOKIES,
        OTHER_METHODS,
        OTHER_HEADERS,
        OTHER_NAMES,
        ANYTHING_ASKED,
        LABELS,
        IN_LABEL,
        PORTS,
        APPLICATION,
        PUBLIC,
        OPEN,
    ];
    let template: PolicyTemplate = TENANTS;
    let listed = template.with_origins(["https://t1.example", "https://t2.example"]).expect("a list");
    let predicate = template.with_origins_matching(|origin| origin.is_subdomain_of("tenants.example"));
    let config: PolicyConfig =
        toml::from_str("origins = ['https://app.example.com']\nmethods = ['GET', 'PATCH']")
            .expect("a policy");
    let nobody: PolicyConfig = toml::from_str("origins = []").expect("a policy");
    let mut all: Vec<_> = constants.map(|policy| (policy.name(), LivePolicy::from(policy))).into();
    all.push(("a list that is given at run time", listed));
    all.push(("a predicate", predicate.expect("waived")));
    all.push(("a configuration", LivePolicy::try_from(config).expect("a policy")));
    all.push(("nobody", LivePolicy::try_from(nobody).expect("a policy")));
    all
}

/// What an audit of the service in front of `policy` says, if it should have `expected`.
async fn on_actix(policy: &LivePolicy, expected: &LivePolicy) -> Report {
    audited(policy, asked(expected)).await
}

async fn audited(policy: &LivePolicy, mut plan: Plan) -> Report {
    let item = || async { HttpResponse::Ok().insert_header(("x-total", "7")).finish() };
    let app = App::new().service(web::resource("/items/7").to(item).wrap(policy.clone()));
    let app = init_service(app).await;
    while let Some(exchange) = plan.next_exchange() {
        let mut request = TestRequest::with_uri(&exchange.url("/items/7"));
        request = request.method(exchange.method().parse().expect("GET or OPTIONS"));
        for header in exchange.headers() {
            request = request.append_header(header);
        }
        let response = call_service(&app, request.to_request()).await;
        plan.answer(exchange, Answer::new(response.status().as_u16(), response.headers()));
    }
    judge(&plan)
}

/// The same on the other framework.
async fn on_axum(policy: &LivePolicy, expected: &LivePolicy) -> Report {
    let item = async || ([("x-total", "7")], "");
    let mut app = Router::new().route("/items/7", axum::routing::any(item)).layer(policy.clone());
    let mut plan = asked(expected);
    while let Some(exchange) = plan.next_exchange() {
        let request = http::Request::builder().method(exchange.method()).uri(exchange.url("/items/7"));
        let request = exchange
            .headers()
            .into_iter()
            .fold(request, |request, (name, value)| request.header(name, value));
        let request = request.body(Body::empty()).expect("a request");
        let response = app.call(request).await.expect("axum answers");
        plan.answer(exchange, Answer::new(response.status().as_u16(), response.headers()));
    }
    judge(&plan)
}

/// Nobody can guess what a predicate allows, nor what a policy for nobody forgot.
fn asked(expected: &LivePolicy) -> Plan {
    let known = [
        "https://app.example.com",
        "https://pr-1.preview.example.com",
        "https://t1.example",
        "https://t3.tenants.example",
    ];
    plan(expected, OWN, ["GET", "PUT", "PATCH", "DELETE"]).also_try(known)
}

#[actix_web::test]
async fn a_service_is_clean_for_its_own_policy_and_for_no_other() {
    let policies = policies();
    let mut wrong = String::new();
    for (name, policy) in &policies {
        for report in [on_actix(policy, policy).await, on_axum(policy, policy).await] {
            if !report.is_clean() || report.answers() < 40 {
                let _ = write!(wrong, "\n\n=== {name}: not clean for itself\n{report}");
            }
        }
        for (at, (other, expected)) in policies.iter().enumerate().filter(|(_, (other, _))| other != name) {
            // The tables of answers compare the two frameworks: here one of them is enough.
            let report =
                if at % 2 == 0 { on_actix(policy, expected).await } else { on_axum(policy, expected).await };
            if report.faults().next().is_none() {
                let _ = write!(wrong, "\n\n=== {name}: clean for {other}\n{report}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

cors! {
    const NOBODY = { origins: none };
    const READERS = { origins: ["https://app.example.com"], methods: [GET], credentials: true };
    const READERS_WITH_A_KEY = { headers: ["x-api-key"], ..READERS };
    const SENDERS = { methods: [POST], ..READERS };
    const SENDERS_WITHOUT_COOKIES = { credentials: false, ..SENDERS };
    const WRITERS = { methods: [PUT], ..READERS };
}

/// The audit sends no POST, and browsers ask for none of these: a preflight that no page causes shows what there is to see.
#[actix_web::test]
async fn what_needs_no_preflight_is_judged_by_one_or_not_known() {
    for (what, service, expected, methods, codes, is_known) in [
        ("senders", SENDERS, SENDERS, &[][..], &[][..], true),
        ("no policy for senders", NOBODY, SENDERS, &[], &[], false),
        ("cookies of senders", SENDERS, SENDERS_WITHOUT_COOKIES, &["POST"], &["credentials"], true),
        ("readers", READERS, READERS, &["GET", "POST"], &[], true),
        ("a request header beyond the policy", READERS_WITH_A_KEY, READERS, &["GET"], &["header"], true),
        ("a GET that the policy does not list", WRITERS, WRITERS, &["GET", "PUT"], &[], true),
    ] {
        let report = audited(&service.into(), plan(&expected, OWN, methods)).await;
        let found: Vec<&str> = report.faults().map(|finding| finding.code).collect();
        assert_eq!((found.as_slice(), report.not_known().is_empty()), (codes, is_known), "{what}\n{report}");
    }
}

#[test]
fn a_get_beyond_the_policy_that_strangers_read_with_cookies_is_found() {
    let mut plan = plan(&SENDERS, OWN, ["GET", "POST"]);
    while let Some(exchange) = plan.next_exchange() {
        let origin = exchange.headers().into_iter().find(|(name, _)| *name == "origin");
        let answer = match origin {
            Some((_, origin)) if exchange.method() == "GET" => Answer::new(
                200,
                [
                    ("access-control-allow-origin", origin.as_str()),
                    ("access-control-allow-credentials", "true"),
                    ("vary", "origin"),
                ],
            ),
            _ => Answer::new(403, [("vary", "origin")]),
        };
        plan.answer(exchange, answer);
    }
    let report = judge(&plan);
    assert!(report.faults().any(|finding| finding.code == "any-origin"), "{report}");
}
