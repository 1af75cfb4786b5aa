//! Caches: <https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>, judged by what pages would see. Answers to
//! OPTIONS are not cacheable (RFC 9110, 9.3.7).

use std::collections::{BTreeSet, HashSet};

use super::super::answer::Answer;
use super::super::browser::{Credentials, cors_check};
use super::super::exchange::Purpose;
use super::super::finding::{self, FindingText, Findings, Severity};
use super::{Answered, Case};

/// An answer without `Vary: Origin`, reused for another origin, means the same to it as its own answer would.
pub(super) fn vary(case: &Case<'_>, findings: &mut Findings) {
    let reusable: Vec<Answered<'_>> = case.answered.iter().copied().filter(may_be_kept).collect();
    // Most answers are the same.
    let mut known = HashSet::new();
    let lacking = reusable.iter().filter(|one| {
        let has_vary = ["origin", "*"].iter().any(|token| one.answer.has_token("vary", token));
        !has_vary
            && known.insert((one.exchange.purpose == Purpose::NoOrigin, one.answer.relevant()))
            && reusable.iter().any(|other| means_something_else(case, one.answer, *other))
    });
    let (with_origin, without): (Vec<_>, Vec<_>) =
        lacking.partition(|one| one.exchange.purpose != Purpose::NoOrigin);
    let grants = |one: &&&Answered<'_>| one.answer.value("access-control-allow-origin").is_some();
    if let Some(one) = with_origin.iter().find(grants) {
        findings.add(finding::VARY, one.at);
    } else if let Some(one) = with_origin.first() {
        findings.add(FindingText { severity: severity(one.answer), ..finding::VARY_REFUSED }, one.at);
    } else if let Some(one) = without.first() {
        findings.add(FindingText { severity: severity(one.answer), ..finding::VARY_NO_ORIGIN }, one.at);
    }
}

fn may_be_kept(one: &Answered<'_>) -> bool {
    let purpose = matches!(one.exchange.purpose, Purpose::Allowed | Purpose::Stranger(_) | Purpose::NoOrigin);
    // RFC 9110, 15.1: what a cache may keep without being told so.
    let status = matches!(one.answer.status(), 200 | 203 | 204 | 300 | 301 | 308 | 404 | 410);
    purpose && !one.exchange.is_preflight && status && !one.answer.has_token("cache-control", "no-store")
}

/// Whether the page of `other` would see something else if a cache gave it `kept` instead of its own answer.
fn means_something_else(case: &Case<'_>, kept: &Answer, other: Answered<'_>) -> bool {
    let origin = other.exchange.origin();
    if other.exchange.purpose == Purpose::NoOrigin {
        return false;
    }
    let (kept, fresh) = (Seen::new(kept, origin), Seen::new(other.answer, origin));
    if case.plan.policy.credentials() {
        return kept != fresh;
    }
    // Where the policy has no credentials, pages lose nothing with them.
    kept.is_readable != fresh.is_readable
        || kept.exposed != fresh.exposed
        || kept.is_readable_with_cookies && !fresh.is_readable_with_cookies
}

/// What the page of one origin sees of an answer.
#[derive(PartialEq, Eq)]
struct Seen {
    is_readable: bool,
    is_readable_with_cookies: bool,
    exposed: BTreeSet<String>,
}

impl Seen {
    fn new(answer: &Answer, origin: &str) -> Self {
        let is_readable = cors_check(answer, origin, Credentials::Omit).is_ok();
        let exposed = answer.tokens("access-control-expose-headers").ok().filter(|_| is_readable);
        Self {
            is_readable,
            is_readable_with_cookies: cors_check(answer, origin, Credentials::Include).is_ok(),
            exposed: exposed.unwrap_or_default().iter().map(|name| name.to_ascii_lowercase()).collect(),
        }
    }
}

/// Where one of two answers grants nothing, it is a fault only if the answer says that it may be kept, or a cache was
/// seen: many libraries answer so, and their users cannot change it.
fn severity(answer: &Answer) -> Severity {
    let control = answer.value("cache-control").unwrap_or_default().to_ascii_lowercase();
    let directives: Vec<&str> = control.split(',').map(str::trim).collect();
    let ages = directives.iter().filter_map(|directive| directive.split_once('='));
    let ages = ages.filter(|(name, _)| matches!(*name, "max-age" | "s-maxage"));
    let ages: Vec<u64> = ages.filter_map(|(_, age)| age.trim_matches('"').parse().ok()).collect();
    let is_fresh = directives.contains(&"public") || ages.iter().any(|age| *age > 0);
    // RFC 9111, 4.2.2: caches guess how long.
    let may_be_guessed =
        answer.value("last-modified").is_some() && !directives.contains(&"no-cache") && !ages.contains(&0);
    let caches = ["x-cache", "cf-cache-status", "x-cache-status"];
    let is_hit =
        |name: &&str| answer.value(name).is_some_and(|value| value.to_ascii_uppercase().contains("HIT"));
    let was_cached = answer.value("age").is_some_and(|age| age != "0") || caches.iter().any(is_hit);
    if is_fresh || may_be_guessed || was_cached || answer.value("expires").is_some() {
        Severity::Cache
    } else {
        Severity::Note
    }
}
