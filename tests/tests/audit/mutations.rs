//! The judge, tested by mutation: without any one of its rules, it says something else about some set-up.

use std::collections::BTreeSet;

use cors_audit::inspect::{judge_without, rules};
use cors_audit::{Answer, Exchange, Plan, judge, plan};
use cors_runtime::{Origin, Policy, cors};
use cors_tests::peers::policies::LIST;
use cors_tests::peers::setups::{OWN, all};
use cors_tests::peers::transcript::{self, Requests};

use crate::recorded::{plan_for, said};

cors! {
    const NOBODY = { origins: none, methods: [GET] };

    /// For pages that send a token.
    const BEARER = {
        origins: ["https://app.example.com", "https://admin.example.com:8443"],
        methods: [GET, PUT],
        headers: ["authorization"],
    };
}

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

/// The same with another status, without these headers, and with others.
fn changed(answer: &Answer, status: u16, without: &[&str], with: &[(&str, &str)]) -> Answer {
    let kept = answer.lines().filter(|(name, _)| !without.contains(name));
    Answer::new(status, kept.chain(with.iter().copied()))
}

/// The audit of what answers like this.
fn audited(answer: impl Fn(&Exchange) -> Answer) -> Plan {
    audited_for(LIST, answer)
}

fn audited_for(policy: Policy, answer: impl Fn(&Exchange) -> Answer) -> Plan {
    answered(plan(&policy, OWN, ["GET", "PUT"]), answer)
}

fn answered(mut plan: Plan, answer: impl Fn(&Exchange) -> Answer) -> Plan {
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
fn what_is_said_of_a_status() {
    type Change = fn(&Exchange, &Answer) -> Answer;
    let rows: [(&str, Change, &str); 3] = [
        (
            "caches may keep a 404 without being told so",
            |exchange, right| match exchange.method() {
                "GET" => changed(right, 404, &["vary"], &[]),
                _ => right.clone(),
            },
            "`vary`",
        ),
        (
            "an error need not have what the policy exposes",
            |exchange, right| match exchange.method() {
                "GET" => changed(right, 500, &["access-control-expose-headers"], &[]),
                _ => right.clone(),
            },
            "clean",
        ),
        (
            "a 405 is about the method, where another method is granted",
            |exchange, right| match &*value(exchange, "access-control-request-method") {
                "PUT" => Answer::new(405, [("vary", "Origin")]),
                _ => right.clone(),
            },
            "`method-missing`",
        ),
    ];
    for (says, change, expected) in rows {
        let plan = audited(|exchange| change(exchange, &answer(exchange, "GET, PUT")));
        assert_eq!(said(&judge(&plan)), expected, "{says}");
    }
}

/// Browsers leave it out of `*` (Fetch, "CORS non-wildcard request-header name").
#[test]
fn a_star_does_not_allow_authorization() {
    let without = [
        "access-control-allow-credentials",
        "access-control-allow-headers",
        "access-control-expose-headers",
        "access-control-max-age",
    ];
    let answered = |names: &'static str| {
        audited_for(BEARER, move |exchange| {
            let names = [("access-control-allow-headers", names)];
            changed(&answer(exchange, "GET, PUT"), 200, &without, &names[..usize::from(is_allowed(exchange))])
        })
    };
    assert_eq!(said(&judge(&answered("*"))), "`header`, `header-missing`");
    assert_eq!(said(&judge(&answered("*, authorization"))), "`header`");
}

/// Each method may be served by something else, whatever the policy says of it.
#[test]
fn strangers_ask_for_every_method_of_the_url() {
    let open_for = |policy: Policy, open: &'static str| {
        answered(plan(&policy, OWN, ["GET", "PUT", "DELETE"]), move |exchange| {
            let right = answer(exchange, "GET, PUT");
            let (origin, method) =
                (value(exchange, "origin"), value(exchange, "access-control-request-method"));
            let grant = [
                ("access-control-allow-origin", &*origin),
                ("access-control-allow-credentials", "true"),
                ("access-control-allow-methods", "GET, PUT, DELETE"),
                ("access-control-allow-headers", "content-type, x-request-id"),
            ];
            if method == open && !is_allowed(exchange) {
                Answer::new(200, grant)
            } else if !policy.allows_origin("https://app.example.com") || method == "DELETE" {
                Answer::new(403, [("vary", "Origin")])
            } else {
                right
            }
        })
    };
    assert_eq!(said(&judge(&open_for(LIST, "PUT"))), "`any-origin`");
    assert_eq!(said(&judge(&open_for(LIST, "DELETE"))), "`any-origin`");
    assert_eq!(said(&judge(&open_for(NOBODY, "PUT"))), "`any-origin`");
    assert_eq!(said(&judge(&open_for(NOBODY, "none"))), "clean");
}

/// A test that sends an exchange again may do so with its answer.
#[test]
fn the_second_answer_to_an_exchange_is_left_out() {
    let mut plan = plan(&LIST, OWN, ["GET", "PUT"]);
    while let Some(exchange) = plan.next_exchange() {
        let right = answer(&exchange, "GET, PUT");
        plan.answer(exchange.clone(), right);
        plan.answer(exchange, Answer::new(500, [("x", "y")]));
    }
    assert_eq!(said(&judge(&plan)), "clean");
    assert_eq!(plan.planned(), plan.answers());
}

/// A former partner that is a stranger anyway is asked and told once.
#[test]
fn what_is_tried_anyway_is_told_once() {
    let plan = answered(plan(&LIST, OWN, ["GET", "PUT"]).also_try(["null"]), |exchange| {
        let right = answer(exchange, "GET, PUT");
        let grants = [("access-control-allow-origin", "null")];
        let is_null = value(exchange, "origin") == "null" && exchange.method() == "GET";
        if is_null { changed(&right, 200, &[], &grants) } else { right }
    });
    assert_eq!(said(&judge(&plan)), "`null-origin`");
}

#[test]
#[should_panic = "`https://app.example.com/` is not an origin"]
fn what_no_browser_sends_is_not_tried() {
    let _ = plan(&LIST, OWN, ["GET"]).also_try(["https://app.example.com/"]);
}

/// Of two instances, one refuses: that the method or the headers are missing does not follow.
#[test]
fn what_one_instance_grants_says_nothing_about_another_one() {
    let turn = std::cell::Cell::new(0);
    let plan = audited(|exchange| {
        turn.set(turn.get() + 1);
        let right = answer(exchange, "GET, PUT");
        if turn.get() % 2 == 1 { right } else { Answer::new(403, [("vary", "Origin")]) }
    });
    let said = said(&judge(&plan));
    assert!(said.ends_with("not known") && !said.contains("method-missing"), "{said}");
    assert!(!said.contains("header-missing"), "{said}");
}

/// Where preflights are all that can be sent, each origin is tried with one.
#[test]
fn a_url_without_get_is_asked_about_every_origin() {
    let asked = |method: &str, by: &str| {
        let mut plan = plan(&LIST, OWN, [method]);
        let mut origins = BTreeSet::new();
        while let Some(exchange) = plan.next_exchange() {
            if exchange.method() == by {
                origins.insert(value(&exchange, "origin"));
            }
            let answer = answer(&exchange, "GET, PUT");
            plan.answer(exchange, answer);
        }
        origins.retain(|origin| Origin::parse(origin).is_some());
        origins
    };
    let (by_get, by_preflight) = (asked("GET", "GET"), asked("PUT", "OPTIONS"));
    assert!(by_get.len() > 50, "{by_get:?}");
    let left_out: Vec<_> = by_get.difference(&by_preflight).collect();
    assert!(left_out.is_empty(), "{left_out:?}");
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
    // It lists a method that the audit does not ask for.
    let lists = audited(|exchange| answer(exchange, "GET, PUT, LOCK"));
    assert_eq!(said(&judge(&lists)), "`method`");
    for rule in rules() {
        let mut judged = setups.iter().map(|setup| setup.said).zip(&plans).chain([("`method`", &lists)]);
        let is_missed = judged.any(|(expected, plan)| said(&judge_without(plan, rule)) != expected);
        assert!(is_missed, "nothing notices that the audit no longer asks whether {rule}");
    }
}
