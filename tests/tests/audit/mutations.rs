//! The judge, tested by mutation: without any one of its rules, it says something else about some set-up.

use cors_audit::inspect::{judge_without, rules};
use cors_audit::{Answer, Exchange, Plan, judge, plan};
use cors_tests::peers::policies::LIST;
use cors_tests::peers::setups::{OWN, all};
use cors_tests::peers::transcript::{self, Requests};

use crate::recorded::{plan_for, said};

/// What a right service answers, but that it lists a method which the audit does not ask for.
fn answer(exchange: &Exchange) -> Answer {
    let headers = exchange.headers();
    let value =
        |wanted| headers.iter().find(|(name, _)| *name == wanted).map_or("", |(_, value)| value.as_str());
    let origin = value("origin");
    let is_allowed = ["https://app.example.com", "https://admin.example.com:8443"].contains(&origin);
    let mut lines = vec![("vary", "Origin")];
    if is_allowed && ["", "GET", "PUT"].contains(&value("access-control-request-method")) {
        lines.extend([
            ("access-control-allow-origin", origin),
            ("access-control-allow-credentials", "true"),
            ("access-control-allow-methods", "GET, PUT, LOCK"),
            ("access-control-allow-headers", "content-type, x-request-id"),
            ("access-control-expose-headers", "x-total"),
            ("access-control-max-age", "600"),
        ]);
    }
    Answer::new(200, lines)
}

fn lists_a_method_that_nobody_asks_for() -> Plan {
    let mut plan = plan(&LIST, OWN, ["GET", "PUT"]);
    while let Some(exchange) = plan.next_exchange() {
        let answer = answer(&exchange);
        plan.answer(exchange, answer);
    }
    plan
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
        assert_eq!(said(&judge_without(plan, "no such rule")), said(&judge(plan)));
    }
    let lists = lists_a_method_that_nobody_asks_for();
    assert_eq!(said(&judge(&lists)), "`method`");
    for rule in rules() {
        let mut judged = setups.iter().map(|setup| setup.said).zip(&plans).chain([("`method`", &lists)]);
        let is_missed = judged.any(|(expected, plan)| said(&judge_without(plan, rule)) != expected);
        assert!(is_missed, "nothing notices that the audit no longer asks whether {rule}");
    }
}
