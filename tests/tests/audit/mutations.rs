//! The judge, tested by mutation: without any one of its rules, it says something else about some set-up.

use cors_audit::inspect::{judge_without, rules};
use cors_audit::{Answer, Exchange, Plan, judge, plan};
use cors_tests::peers::policies::LIST;
use cors_tests::peers::setups::{OWN, all};
use cors_tests::peers::transcript::{self, Requests};

use crate::recorded::{plan_for, said};

/// What a right service answers whose preflights list these methods.
fn answer(exchange: &Exchange, methods: &'static str) -> Answer {
    let origin = value(exchange, "origin");
    let mut lines = vec![("vary", "Origin")];
    if is_allowed(exchange)
        && ["", "GET", "PUT"].contains(&&*value(exchange, "access-control-request-method"))
    {
        lines.extend([
            ("access-control-allow-origin", &*origin),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-methods", methods),
            ("access-control-allow-headers", "content-type, x-request-id"),
            ("access-control-expose-headers", "x-total"),
            ("access-control-max-age", "600"),
        ]);
    }
    Answer::new(200, lines)
}

fn value(exchange: &Exchange, wanted: &str) -> String {
    let found = exchange.headers().into_iter().find(|(name, _)| *name == wanted);
    found.map(|(_, value)| value).unwrap_or_default()
}

fn is_allowed(exchange: &Exchange) -> bool {
    ["https://app.example.com", "https://admin.example.com:8443"].contains(&&*value(exchange, "origin"))
}

/// The audit of what answers like this.
fn audited(answer: impl Fn(&Exchange) -> Answer) -> Plan {
    let mut plan = plan(&LIST, OWN, ["GET", "PUT"]);
    while let Some(exchange) = plan.next_exchange() {
        let answer = answer(&exchange);
        plan.answer(exchange, answer);
    }
    plan
}

/// Browsers look at the status of a preflight first, so what else a refusal says grants nothing.
#[test]
fn a_preflight_that_is_refused_grants_nothing_to_the_origin_that_it_repeats() {
    let refuses = |status| {
        audited(move |exchange| {
            if exchange.method() != "OPTIONS" || is_allowed(exchange) {
                return answer(exchange, "GET, PUT");
            }
            let origin = value(exchange, "origin");
            Answer::new(status, [("vary", "Origin"), ("access-control-allow-origin", &*origin)])
        })
    };
    assert_eq!(said(&judge(&refuses(403))), "clean");
    assert_eq!(said(&judge(&refuses(200))), "`any-origin`");
}

#[test]
fn each_rule_is_missed_where_it_is_left_out() {
    let setups = all();
    let requests = Requests::read();
    let transcripts = transcript::read_all(&setups);
    let plans: Vec<_> = setups
        .iter()
        .map(|setup| transcripts[&setup.title()].replay(&requests).run(plan_for(setup), |_, _| {}))
        .collect();
    for plan in &plans[..3] {
        assert_eq!(said(&judge_without(plan, Some("no such rule"))), said(&judge(plan)));
    }
    // It lists a method that the audit does not ask for.
    let lists = audited(|exchange| answer(exchange, "GET, PUT, LOCK"));
    assert_eq!(said(&judge(&lists)), "`method`");
    for rule in rules() {
        let mut judged = setups.iter().map(|setup| setup.said).zip(&plans).chain([("`method`", &lists)]);
        let is_missed = judged.any(|(expected, plan)| said(&judge_without(plan, Some(rule))) != expected);
        assert!(is_missed, "nothing notices that the audit no longer asks whether {rule}");
    }
}
