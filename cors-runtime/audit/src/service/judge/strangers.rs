//! Origins that the policy does not allow.

use std::collections::{BTreeMap, BTreeSet};

use super::super::browser::Credentials;
use super::super::exchange::Purpose;
use super::super::finding::{self, Findings};
use super::{Answered, Case};
use crate::policy::Weakness;

/// Nothing is granted to strangers.
pub(super) fn refused(case: &Case<'_>, findings: &mut Findings) {
    let mut granted: BTreeMap<Weakness, Vec<Answered<'_>>> = BTreeMap::new();
    for one in &case.answered {
        if let Purpose::Stranger(weakness) = one.exchange.purpose
            && one.admits_origin(kept_from_strangers(case, one))
        {
            granted.entry(weakness).or_default().push(*one);
        }
    }
    let all = || granted.values().flatten();
    let is_with_cookies = all().any(|one| one.admits_origin(Credentials::Include));
    let cookies = if is_with_cookies { ", with cookies" } else { ", without cookies" };
    let preflights = if !all().all(|one| one.exchange.is_preflight) {
        ""
    } else if case.answered.iter().any(|one| one.is_strangers() && !one.exchange.is_preflight) {
        ", in preflights only (requests arrive, and the answer to GET cannot be read)"
    } else {
        ", in preflights"
    };
    let with = format!("{cookies}{preflights}");
    if granted.contains_key(&Weakness::Reflection) {
        let says_every =
            |one: &Answered<'_>| one.answer.value("access-control-allow-origin").as_deref() == Some("*");
        let text = if all().any(says_every) { finding::EVERY_ORIGIN } else { finding::REPEATED_ORIGIN };
        for one in all() {
            findings.add_value(text, &*with, one.at);
        }
        return;
    }
    for (weakness, exchanges) in &granted {
        let text = if *weakness == Weakness::Null { finding::NULL_ORIGIN } else { finding::ORIGIN_MATCH };
        for one in exchanges {
            findings.add_value(text, &*with, one.at);
        }
        let origins: BTreeSet<&str> = exchanges.iter().map(|one| one.exchange.origin()).collect();
        let examples: Vec<&str> = origins.iter().copied().take(3).collect();
        let more = match origins.len().saturating_sub(3) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        findings.add_detail(text, format!("{weakness}: {}{more}", examples.join(", ")));
    }
}

/// What a stranger must not pass: without cookies, which implies with them. Of a GET that the policy does not list, another
/// one may be in charge that is open to any origin.
fn kept_from_strangers(case: &Case<'_>, one: &Answered<'_>) -> Credentials {
    let is_ours = one.exchange.is_preflight || case.plan.reads_allowed();
    if is_ours { Credentials::Omit } else { Credentials::Include }
}

/// Origins that answers name, or that somebody has reason to ask for.
pub(super) fn named(case: &Case<'_>, findings: &mut Findings) {
    for one in case.answered.iter().filter(|one| one.exchange.purpose == Purpose::Named) {
        if one.admits_origin(kept_from_strangers(case, one)) {
            findings.add_value(finding::OTHER_ORIGIN, one.exchange.origin(), one.at);
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
                findings.add_value(finding::LOOSE, weakness.to_string(), one.at);
            }
            Purpose::TwoLines if allowed.contains("evil.example") => {
                findings.add_value(finding::LOOSE, "the second of two Origin lines", one.at);
            }
            _ => {}
        }
    }
}
