//! The answers at a glance: which methods the allowed origins get, and how many strangers of each weakness get in.

use std::collections::BTreeMap;

use super::browser::Credentials;
use super::exchange::Purpose;
use super::judge::{Answered, Case};
use crate::policy::Weakness;

/// How many allowed origins are printed.
const MOST_ORIGINS: usize = 10;

pub(super) fn overview(case: &Case<'_>) -> String {
    // For each allowed origin its methods, and whether pages may use them.
    let mut allowed: BTreeMap<&str, BTreeMap<&str, bool>> = BTreeMap::new();
    let mut strangers: BTreeMap<Weakness, Vec<&Answered<'_>>> = BTreeMap::new();
    for one in &case.answered {
        match one.exchange.purpose {
            Purpose::Allowed => {
                let methods = allowed.entry(one.exchange.origin()).or_default();
                *methods.entry(&one.exchange.requested_method).or_insert(true) &= one.passes(case.mode);
            }
            Purpose::Stranger(weakness) if !one.exchange.is_preflight && !one.exchange.has_cookie => {
                strangers.entry(weakness).or_default().push(one);
            }
            _ => {}
        }
    }
    let title = format!("{}: {} answers", case.plan.policy.name(), case.plan.answers());
    let mut lines = vec![title, String::new(), "Origins that the policy allows".to_owned()];
    for (origin, methods) in allowed.iter().take(MOST_ORIGINS) {
        let methods = methods.iter().map(|(method, passes)| match passes {
            true => format!("{method}: yes"),
            false => format!("{method}: NO"),
        });
        lines.push(format!("  {origin:<40} {}", methods.collect::<Vec<_>>().join(" ")));
    }
    if allowed.len() > MOST_ORIGINS {
        lines.push(format!("  and {} more", allowed.len() - MOST_ORIGINS));
    }
    if !strangers.is_empty() {
        lines.extend([String::new(), "Origins that it does not allow".to_owned()]);
    }
    for (weakness, tried) in &strangers {
        let count = |credentials| tried.iter().filter(|one| one.passes(credentials)).count();
        let granted = count(Credentials::Omit);
        let outcome = match (granted, count(Credentials::Include)) {
            (0, _) => "-",
            (_, 0) => "granted",
            (_, _) => "GRANTED WITH COOKIES",
        };
        lines.push(format!("  {weakness:<22} {granted:>5} of {:<5} {outcome}", tried.len()));
    }
    lines.join("\n")
}
