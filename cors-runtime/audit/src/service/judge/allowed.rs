//! Pages that the policy allows.

use super::super::browser::{Blocked, Credentials};
use super::super::exchange::{Exchange, Purpose};
use super::super::finding::{self, Findings};
use super::{Answered, Case};

/// Pages may read the answer to an actual request.
pub(super) fn actual(case: &Case<'_>, findings: &mut Findings) {
    for one @ Answered { at, answer, .. } in case.gets(Purpose::Allowed) {
        add_refusal(case, one, findings);
        let is_wildcard = answer.value("access-control-allow-origin").as_deref() == Some("*");
        if is_wildcard && answer.value("access-control-allow-credentials").is_some() {
            findings.add(finding::USELESS_CREDENTIALS, at);
        }
    }
}

/// Pages may send what the policy allows.
pub(super) fn preflight(case: &Case<'_>, findings: &mut Findings) {
    for one in case.preflights(Purpose::Allowed) {
        add_refusal(case, one, findings);
    }
}

fn add_refusal(case: &Case<'_>, one: Answered<'_>, findings: &mut Findings) {
    let Err(refusal) = one.check(case.mode) else { return };
    let (at, status) = (one.at, one.answer.status());
    match refusal {
        Blocked::NoOrigin if status >= 400 => findings.add_value(finding::ERROR, status.to_string(), at),
        Blocked::NoOrigin if status >= 300 => findings.add_value(finding::REDIRECT, status.to_string(), at),
        Blocked::NoOrigin => findings.add(finding::ORIGIN_MISSING, at),
        Blocked::OtherOrigin(value) => findings.add_value(finding::ORIGIN_OTHER, format!("`{value}`"), at),
        Blocked::SeveralLines(value) => findings.add_value(finding::SEVERAL_LINES, value, at),
        Blocked::Wildcard => findings.add(finding::WILDCARD, at),
        Blocked::NoCredentials => findings.add(finding::CREDENTIALS_MISSING, at),
        Blocked::OtherCredentials(value) => {
            findings.add_value(finding::CREDENTIALS_OTHER, format!("`{value}`"), at);
        }
        Blocked::NotAList(name, value) => {
            findings.add_value(finding::NOT_A_LIST, format!("`{name}: {value}`"), at);
        }
        Blocked::Status(status) => add_status(case, one, status, findings),
        Blocked::Method => findings.add_value(finding::METHOD_MISSING, &one.exchange.requested_method, at),
        Blocked::Header(header) => findings.add_value(finding::HEADER_MISSING, header, at),
    }
}

/// A service that refuses by status does not say what it refuses: what it grants beside that tells.
fn add_status(case: &Case<'_>, one: Answered<'_>, status: u16, findings: &mut Findings) {
    let Exchange { requested_method, requested_headers, .. } = one.exchange;
    let granted: Vec<&Exchange> = case
        .granted_preflights()
        .map(|granted| granted.exchange)
        .filter(|granted| granted.origin() == one.exchange.origin())
        .collect();
    let is_method = |granted: &&Exchange| {
        granted.requested_method == *requested_method && granted.requested_headers.is_empty()
    };
    // Of several instances, the one that granted more may be another one.
    let is_refusal = matches!(status, 400 | 403 | 405) && case.unsteady().is_none();
    if is_refusal && granted.iter().any(is_method) {
        for header in requested_headers {
            findings.add_value(finding::HEADER_MISSING, header, one.at);
        }
    } else if is_refusal && !granted.is_empty() {
        findings.add_value(finding::METHOD_MISSING, requested_method, one.at);
    } else {
        let text = match status {
            300..=399 => finding::PREFLIGHT_REDIRECTED,
            401 | 407 => finding::PREFLIGHT_UNAUTHORIZED,
            404 | 405 | 501 => finding::PREFLIGHT_UNANSWERED,
            _ => finding::PREFLIGHT_REFUSED,
        };
        findings.add_value(text, status.to_string(), one.at);
    }
}

/// The answer for the plain URL, which a cache may have, is as good as one that no cache has.
pub(super) fn cached(case: &Case<'_>, findings: &mut Findings) {
    // Two instances that differ look like a cache.
    if case.unsteady().is_some() {
        return;
    }
    for plain in case.gets(Purpose::Plain).filter(|plain| !plain.passes(case.mode)) {
        let passes = |one: Answered<'_>| {
            one.exchange.origin() == plain.exchange.origin()
                && one.answer.status() == plain.answer.status()
                && one.passes(case.mode)
        };
        if case.gets(Purpose::Allowed).any(passes) {
            findings.add(finding::CACHED, plain.at);
        }
    }
}

/// Nothing is granted to requests with cookies where the policy has no credentials.
pub(super) fn cookies(case: &Case<'_>, findings: &mut Findings) {
    if case.plan.policy.credentials() {
        return;
    }
    for one in case.gets(Purpose::Allowed).chain(case.allowed_preflights()) {
        if one.admits_origin(Credentials::Include) {
            findings.add(finding::COOKIES, one.at);
        }
    }
}

/// The URL beside this one may belong to somebody else, so it is a note.
pub(super) fn missing_page(case: &Case<'_>, findings: &mut Findings) {
    let mut pages = case.gets(Purpose::Allowed);
    if !pages.any(|one| one.answer.status() < 400 && one.passes(case.mode)) {
        return;
    }
    for one in case.gets(Purpose::Missing) {
        if one.answer.status() >= 400 && !one.passes(case.mode) {
            findings.add_value(finding::MISSING_PAGE, one.answer.status().to_string(), one.at);
        }
    }
}
