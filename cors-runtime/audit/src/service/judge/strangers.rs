//! Origins that the policy does not allow.

use std::collections::{BTreeMap, BTreeSet};

use super::super::browser::Credentials;
use super::super::exchange::Purpose;
use super::super::finding::{
    EVERY_ORIGIN, FindingText, Findings, LOOSE, NULL_ORIGIN, ORIGIN_MATCH, OTHER_ORIGIN, REPEATED_ORIGIN,
};
use super::{Answered, Case};
use crate::policy::Weakness;

/// What the strangers of one weakness were granted.
#[derive(Default)]
struct StrangerGrant<'a> {
    origins: BTreeSet<&'a str>,
    exchanges: Vec<Answered<'a>>,
    with_cookies: bool,
}

/// Nothing is granted to strangers.
pub(super) fn refused(case: &Case<'_>, findings: &mut Findings) {
    let mut weaknesses: BTreeMap<Weakness, StrangerGrant<'_>> = BTreeMap::new();
    for one in &case.answered {
        let Purpose::Stranger(weakness) = one.exchange.purpose else { continue };
        // `cors_check` with cookies implies the one without.
        if one.admits_origin(Credentials::Omit) {
            let granted = weaknesses.entry(weakness).or_default();
            granted.origins.insert(one.exchange.origin());
            granted.exchanges.push(*one);
            granted.with_cookies |= one.admits_origin(Credentials::Include);
        }
    }
    let exchanges = || weaknesses.values().flat_map(|granted| &granted.exchanges);
    let with = match (
        weaknesses.values().any(|granted| granted.with_cookies),
        exchanges().all(|one| one.exchange.is_preflight),
    ) {
        (true, false) => ", with cookies",
        (false, false) => ", without cookies",
        (true, true) => {
            ", with cookies, in preflights only (requests arrive, and their answers cannot be read)"
        }
        (false, true) => {
            ", without cookies, in preflights only (requests arrive, and their answers cannot be read)"
        }
    };
    if weaknesses.contains_key(&Weakness::Reflection) {
        let says_every =
            |one: &Answered<'_>| one.answer.value("access-control-allow-origin").as_deref() == Some("*");
        let wording = if exchanges().any(says_every) { EVERY_ORIGIN } else { REPEATED_ORIGIN };
        for one in exchanges() {
            findings.add_value(wording, with, one.at);
        }
        return;
    }
    for (weakness, granted) in &weaknesses {
        let wording = if *weakness == Weakness::Null { NULL_ORIGIN } else { ORIGIN_MATCH };
        for one in &granted.exchanges {
            findings.add_value(wording, with, one.at);
        }
        add_details(wording, *weakness, granted, findings);
    }
}

fn add_details(
    wording: FindingText,
    weakness: Weakness,
    granted: &StrangerGrant<'_>,
    findings: &mut Findings,
) {
    let examples: Vec<&str> = granted.origins.iter().copied().take(3).collect();
    let more = match granted.origins.len().saturating_sub(3) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    findings.add_detail(wording, format!("{weakness}: {}{more}", examples.join(", ")));
}

/// Origins that answers name, or that somebody has reason to ask for.
pub(super) fn named(case: &Case<'_>, findings: &mut Findings) {
    for one in case.answered.iter().filter(|one| one.exchange.purpose == Purpose::Named) {
        if one.admits_origin(Credentials::Omit) {
            findings.add_value(OTHER_ORIGIN, one.exchange.origin(), one.at);
        }
    }
}

/// What no browser sends is worth a note: a comparison that takes it may take more.
pub(super) fn unsendable(case: &Case<'_>, findings: &mut Findings) {
    if case.plan.policy.origins().is_none() {
        return;
    }
    for one in &case.answered {
        let allowed = one.answer.value("access-control-allow-origin").unwrap_or_default();
        match one.exchange.purpose {
            Purpose::Unsendable(weakness) if allowed == one.exchange.origin() => {
                findings.add_value(LOOSE, weakness.to_string(), one.at);
            }
            Purpose::TwoLines if allowed.contains("evil.example") => {
                findings.add_value(LOOSE, "the second of two Origin lines", one.at);
            }
            _ => {}
        }
    }
}
