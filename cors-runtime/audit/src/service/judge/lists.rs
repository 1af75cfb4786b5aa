//! The lists of answers, beside those of the policy.

use super::super::browser::{
    Credentials, MODES, is_fixed_response_header, is_useless_method, is_useless_request_header,
};
use super::super::exchange::Purpose;
use super::super::finding::{
    EVERY_EXPOSED, EVERY_HEADER, EVERY_METHOD, EXPOSE_MISSING, EXPOSED, FindingText, Findings, HEADER,
    MAX_AGE, METHOD, NOT_A_LIST,
};
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
            Ok(names) => {
                let names: Vec<String> = names.iter().map(|name| name.to_ascii_lowercase()).collect();
                compare_exposed(case, one, &names, findings);
            }
            Err(value) => {
                findings.add_value(NOT_A_LIST, format!("`access-control-expose-headers: {value}`"), one.at);
            }
        }
    }
}

fn compare_exposed(case: &Case<'_>, one: Answered<'_>, names: &[String], findings: &mut Findings) {
    let has_name = |name: &str| names.iter().any(|listed| listed == name);
    // With cookies, `*` is a name like any other.
    let is_every = case.mode == Credentials::Omit && has_name("*");
    let is_missing = |name: &&str| !is_every && !is_fixed_response_header(name) && !has_name(name);
    let Some(declared) = case.plan.policy.expose() else {
        let present = one.answer.lines().map(|(name, _)| name).filter(|name| !OF_TRANSPORT.contains(name));
        for name in present.filter(is_missing) {
            findings.add_value(EXPOSE_MISSING, name, one.at);
        }
        return;
    };
    // An error may be made by something that knows nothing of the service's own headers.
    if one.answer.status() < 400 {
        for name in declared.iter().copied().filter(is_missing) {
            findings.add_value(EXPOSE_MISSING, name, one.at);
        }
    }
    if is_every {
        findings.add(EVERY_EXPOSED, one.at);
    }
    let is_beyond = |name: &&String| {
        *name != "*" && !is_fixed_response_header(name) && !declared.contains(&name.as_str())
    };
    for name in names.iter().filter(is_beyond) {
        findings.add_value(EXPOSED, name, one.at);
    }
}

/// A page may send every method that a granted preflight lists, not only the one that it asked for.
pub(super) fn methods(case: &Case<'_>, findings: &mut Findings) {
    for one in case.granted_preflights() {
        for method in one.answer.tokens("access-control-allow-methods").unwrap_or_default() {
            if case.plan.policy.allows_method(&method) || case.plan.policy.methods().is_none() {
            } else if method == "*" {
                add_every(case, one, EVERY_METHOD, findings);
            } else if !is_useless_method(&method) {
                findings.add_value(METHOD, method, one.at);
            }
        }
    }
}

/// The same for request headers.
pub(super) fn headers(case: &Case<'_>, findings: &mut Findings) {
    for one in case.granted_preflights() {
        for header in one.answer.tokens("access-control-allow-headers").unwrap_or_default() {
            if case.plan.policy.allows_header(&header) || case.plan.policy.headers().is_none() {
            } else if header == "*" {
                add_every(case, one, EVERY_HEADER, findings);
            } else if !is_useless_request_header(&header) {
                findings.add_value(HEADER, header.to_ascii_lowercase(), one.at);
            }
        }
    }
}

fn add_every(case: &Case<'_>, one: Answered<'_>, wording: FindingText, findings: &mut Findings) {
    // `*` in an answer to requests with cookies is the name of one method or header.
    if case.mode == Credentials::Omit {
        findings.add(wording, one.at);
    }
}

/// Whether a page may send this, with cookies or without.
fn passes(one: &Answered<'_>) -> bool {
    MODES.into_iter().any(|mode| one.passes(mode))
}

/// A preflight for a method that the policy does not allow fails.
pub(super) fn unlisted_method(case: &Case<'_>, findings: &mut Findings) {
    for one in case.preflights(Purpose::UnlistedMethod).filter(passes) {
        match one.exchange.requested_method.as_str() {
            "PROPFIND" | "*" => findings.add(EVERY_METHOD, one.at),
            method => findings.add_value(METHOD, method, one.at),
        }
    }
}

/// The same for request headers.
pub(super) fn unlisted_header(case: &Case<'_>, findings: &mut Findings) {
    for one in case.preflights(Purpose::UnlistedHeader).filter(passes) {
        for header in &one.exchange.requested_headers {
            if header == UNLISTED_HEADER {
                findings.add(EVERY_HEADER, one.at);
            } else {
                findings.add_value(HEADER, header, one.at);
            }
        }
    }
}

/// A revoked grant lives as long as browsers keep the preflight.
pub(super) fn max_age(case: &Case<'_>, findings: &mut Findings) {
    let declared = case.plan.policy.max_age();
    for one in case.granted_preflights() {
        let value = one.answer.value("access-control-max-age");
        let sent = match value.as_deref().map(|value| (value, value.parse::<u32>())) {
            None if declared.is_none() => continue,
            Some((_, Ok(seconds))) if declared == Some(seconds) => continue,
            None => "no Access-Control-Max-Age, which means 5 s".to_owned(),
            Some((value, Ok(_))) => format!("{value} s"),
            Some((value, Err(_))) => format!("`{value}`, which is not a number"),
        };
        let declared = declared.map_or("nothing".to_owned(), |seconds| format!("{seconds} s"));
        findings.add_value(MAX_AGE, format!("it says {declared}, the service sends {sent}"), one.at);
    }
}
