//! The lists of answers, beside those of the policy.

use std::collections::BTreeSet;

use super::super::browser::{
    Credentials, is_fixed_response_header, is_useless_method, is_useless_request_header,
};
use super::super::exchange::Purpose;
use super::super::finding::{self, Findings};
use super::super::plan::UNLISTED_HEADER;
use super::{Answered, Case};

/// Headers that an answer has on its way, and that nobody means to expose.
const OF_TRANSPORT: [&str; 10] = [
    "age",
    "connection",
    "date",
    "etag",
    "keep-alive",
    "server",
    "transfer-encoding",
    "vary",
    "via",
    "x-powered-by",
];

/// Pages read the response headers that the policy exposes, and no others.
pub(super) fn exposed(case: &Case<'_>, findings: &mut Findings) {
    for one in case.gets(Purpose::Allowed).filter(|one| one.passes(case.mode)) {
        match one.answer.tokens("access-control-expose-headers") {
            Ok(names) => compare_exposed(case, one, &names, findings),
            Err(value) => {
                let line = format!("`access-control-expose-headers: {value}`");
                findings.add_value(finding::NOT_A_LIST, line, one.at);
            }
        }
    }
}

fn compare_exposed(case: &Case<'_>, one: Answered<'_>, names: &[String], findings: &mut Findings) {
    let names: BTreeSet<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
    // With cookies, `*` is a name like any other.
    let is_every = case.mode == Credentials::Omit && names.contains("*");
    let declared = case.plan.policy.expose();
    let expected: Vec<&str> = match &declared {
        None => {
            one.answer.lines().map(|(name, _)| name).filter(|name| !OF_TRANSPORT.contains(name)).collect()
        }
        // An error may be made by something that knows nothing of the service's own headers.
        Some(_) if one.answer.status() >= 400 => Vec::new(),
        Some(declared) => declared.clone(),
    };
    let is_missing = |name: &&str| !is_every && !is_fixed_response_header(name) && !names.contains(*name);
    for name in expected.into_iter().filter(is_missing) {
        findings.add_value(finding::EXPOSE_MISSING, name, one.at);
    }
    let Some(declared) = declared else { return };
    if is_every {
        findings.add(finding::EVERY_EXPOSED, one.at);
    }
    let is_beyond = |name: &&str| *name != "*" && !is_fixed_response_header(name) && !declared.contains(name);
    for name in names.iter().map(String::as_str).filter(is_beyond) {
        findings.add_value(finding::EXPOSED, name, one.at);
    }
}

/// A page may send every method that a granted preflight lists, not only the one that it asked for.
pub(super) fn methods(case: &Case<'_>, findings: &mut Findings) {
    let policy = &case.plan.policy;
    for one in case.granted_preflights() {
        for method in one.answer.tokens("access-control-allow-methods").unwrap_or_default() {
            match method.as_str() {
                name if policy.methods().is_none() || policy.allows_method(name) => {}
                // With cookies, it is the name of one method.
                "*" if case.mode == Credentials::Include => {}
                "*" => findings.add(finding::EVERY_METHOD, one.at),
                name if is_useless_method(name) => {}
                name => findings.add_value(finding::METHOD, name, one.at),
            }
        }
    }
}

/// The same for request headers.
pub(super) fn headers(case: &Case<'_>, findings: &mut Findings) {
    let policy = &case.plan.policy;
    for one in case.granted_preflights() {
        for header in one.answer.tokens("access-control-allow-headers").unwrap_or_default() {
            match header.as_str() {
                name if policy.headers().is_none() || policy.allows_header(name) => {}
                "*" if case.mode == Credentials::Include => {}
                "*" => findings.add(finding::EVERY_HEADER, one.at),
                name if is_useless_request_header(name) => {}
                name => findings.add_value(finding::HEADER, name.to_ascii_lowercase(), one.at),
            }
        }
    }
}

/// Whether a page may send this, with cookies or without.
fn passes(one: &Answered<'_>) -> bool {
    one.passes(Credentials::Omit) || one.passes(Credentials::Include)
}

/// A preflight for a method that the policy does not allow fails.
pub(super) fn unlisted_method(case: &Case<'_>, findings: &mut Findings) {
    for one in case.preflights(Purpose::UnlistedMethod).filter(passes) {
        match one.exchange.requested_method.as_str() {
            "PROPFIND" | "*" => findings.add(finding::EVERY_METHOD, one.at),
            method => findings.add_value(finding::METHOD, method, one.at),
        }
    }
}

/// The same for request headers.
pub(super) fn unlisted_header(case: &Case<'_>, findings: &mut Findings) {
    for one in case.preflights(Purpose::UnlistedHeader).filter(passes) {
        for header in &one.exchange.requested_headers {
            if header == UNLISTED_HEADER {
                findings.add(finding::EVERY_HEADER, one.at);
            } else {
                findings.add_value(finding::HEADER, header, one.at);
            }
        }
    }
}

/// A revoked grant lives as long as browsers keep the preflight.
pub(super) fn max_age(case: &Case<'_>, findings: &mut Findings) {
    let declared = case.plan.policy.max_age();
    // Nobody waits for a preflight that browsers rarely send.
    for one in case.preflights(Purpose::Allowed).filter(|one| one.passes(case.mode)) {
        let value = one.answer.value("access-control-max-age");
        let sent = match value.as_deref().map(|value| (value, value.parse::<u32>())) {
            None if declared.is_none() => continue,
            Some((_, Ok(seconds))) if declared == Some(seconds) => continue,
            None => "no Access-Control-Max-Age, which means 5 s".to_owned(),
            Some((value, Ok(_))) => format!("{value} s"),
            Some((value, Err(_))) => format!("`{value}`, which is not a number"),
        };
        let declared = declared.map_or("nothing".to_owned(), |seconds| format!("{seconds} s"));
        findings.add_value(finding::MAX_AGE, format!("it says {declared}, the service sends {sent}"), one.at);
    }
}
