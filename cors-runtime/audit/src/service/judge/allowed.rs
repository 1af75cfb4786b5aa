//! Pages that the policy allows.

use super::super::browser::{CorsCheckRefusal, Credentials, PreflightRefusal, cors_check, preflight_check};
use super::super::exchange::{Asked, Purpose};
use super::super::finding::{
    CACHED, COOKIES, CREDENTIALS_MISSING, CREDENTIALS_OTHER, ERROR, Findings, HEADER_MISSING, METHOD_MISSING,
    MISSING_PAGE, NOT_A_LIST, ORIGIN_MISSING, ORIGIN_OTHER, PREFLIGHT_REDIRECTED, PREFLIGHT_REFUSED,
    PREFLIGHT_UNANSWERED, PREFLIGHT_UNAUTHORIZED, REDIRECT, SEVERAL_LINES, USELESS_CREDENTIALS, WILDCARD,
};
use super::{Answered, Case};

/// Pages may read the answer to an actual request.
pub(super) fn actual(case: &Case<'_>, findings: &mut Findings) {
    for Answered { at, exchange, answer } in case.gets(Purpose::Allowed) {
        if let Err(refusal) = cors_check(answer, exchange.origin(), case.mode) {
            add_refusal(&refusal, answer.status(), at, findings);
        }
        let is_wildcard = answer.value("access-control-allow-origin").as_deref() == Some("*");
        if is_wildcard && answer.value("access-control-allow-credentials").is_some() {
            findings.add(USELESS_CREDENTIALS, at);
        }
    }
}

fn add_refusal(refusal: &CorsCheckRefusal, status: u16, at: usize, findings: &mut Findings) {
    match refusal {
        CorsCheckRefusal::NoOrigin if status >= 400 => findings.add_value(ERROR, status.to_string(), at),
        CorsCheckRefusal::NoOrigin if (300..400).contains(&status) => {
            findings.add_value(REDIRECT, status.to_string(), at);
        }
        CorsCheckRefusal::NoOrigin => findings.add(ORIGIN_MISSING, at),
        CorsCheckRefusal::OtherOrigin(value) => findings.add_value(ORIGIN_OTHER, format!("`{value}`"), at),
        CorsCheckRefusal::SeveralLines(value) => findings.add_value(SEVERAL_LINES, value, at),
        CorsCheckRefusal::Wildcard => findings.add(WILDCARD, at),
        CorsCheckRefusal::NoCredentials => findings.add(CREDENTIALS_MISSING, at),
        CorsCheckRefusal::OtherCredentials(value) => {
            findings.add_value(CREDENTIALS_OTHER, format!("`{value}`"), at);
        }
    }
}

/// Pages may send what the policy allows.
pub(super) fn preflight(case: &Case<'_>, findings: &mut Findings) {
    for one @ Answered { at, exchange, answer } in case.preflights(Purpose::Allowed) {
        let Some(Asked { method, headers }) = &exchange.asked else { continue };
        match preflight_check(answer, exchange.origin(), method, headers, case.mode) {
            Ok(()) => {}
            Err(PreflightRefusal::Status(status)) => add_status(case, one, status, findings),
            Err(PreflightRefusal::Check(refusal)) => add_refusal(&refusal, answer.status(), at, findings),
            Err(PreflightRefusal::NotAList(name, value)) => {
                findings.add_value(NOT_A_LIST, format!("`{name}: {value}`"), at);
            }
            Err(PreflightRefusal::Method) => findings.add_value(METHOD_MISSING, method, at),
            Err(PreflightRefusal::Header(header)) => findings.add_value(HEADER_MISSING, header, at),
        }
    }
}

/// A service that refuses by status does not say what it refuses: what it grants beside that tells.
fn add_status(case: &Case<'_>, one: Answered<'_>, status: u16, findings: &mut Findings) {
    let Some(Asked { method, headers }) = &one.exchange.asked else { return };
    let is_granted = |is_the_same: &dyn Fn(&Asked) -> bool| {
        case.preflights(Purpose::Allowed).any(|other| {
            let origin = other.exchange.origin();
            other.exchange.asked.as_ref().is_some_and(|asked| {
                origin == one.exchange.origin()
                    && is_the_same(asked)
                    && preflight_check(other.answer, origin, &asked.method, &asked.headers, case.mode).is_ok()
            })
        })
    };
    let is_refusal = matches!(status, 400 | 403 | 405);
    if is_refusal && is_granted(&|asked| asked.method == *method && asked.headers.is_empty()) {
        for header in headers {
            findings.add_value(HEADER_MISSING, header, one.at);
        }
    } else if is_refusal && is_granted(&|_| true) {
        findings.add_value(METHOD_MISSING, method, one.at);
    } else {
        let wording = match status {
            300..=399 => PREFLIGHT_REDIRECTED,
            401 | 407 => PREFLIGHT_UNAUTHORIZED,
            404 | 405 | 501 => PREFLIGHT_UNANSWERED,
            _ => PREFLIGHT_REFUSED,
        };
        findings.add_value(wording, status.to_string(), one.at);
    }
}

/// The answer for the plain URL, which a cache may have, is as good as one that no cache has.
pub(super) fn cached(case: &Case<'_>, findings: &mut Findings) {
    // Two instances that differ look like a cache.
    if case.unsteady().is_some() {
        return;
    }
    for Answered { at, exchange, answer } in case.gets(Purpose::Plain) {
        let origin = exchange.origin();
        let passes = |one: Answered<'_>| {
            one.exchange.origin() == origin
                && one.answer.status() == answer.status()
                && cors_check(one.answer, origin, case.mode).is_ok()
        };
        let is_refused = cors_check(answer, origin, case.mode).is_err();
        if is_refused && case.gets(Purpose::Allowed).any(passes) {
            findings.add(CACHED, at);
        }
    }
}

/// Nothing is granted to requests with cookies where the policy has no credentials.
pub(super) fn cookies(case: &Case<'_>, findings: &mut Findings) {
    if case.plan.policy.credentials() {
        return;
    }
    for Answered { at, exchange, answer } in
        case.gets(Purpose::Allowed).chain(case.preflights(Purpose::Allowed))
    {
        let counts = !exchange.is_preflight() || (200..300).contains(&answer.status());
        if counts && cors_check(answer, exchange.origin(), Credentials::Include).is_ok() {
            findings.add(COOKIES, at);
        }
    }
}

/// The URL beside this one may belong to somebody else, so it is a note.
pub(super) fn missing_page(case: &Case<'_>, findings: &mut Findings) {
    let passes = |one: Answered<'_>| {
        one.answer.status() < 400 && cors_check(one.answer, one.exchange.origin(), case.mode).is_ok()
    };
    if !case.gets(Purpose::Allowed).any(passes) {
        return;
    }
    for one in case.gets(Purpose::Missing) {
        let is_refused = cors_check(one.answer, one.exchange.origin(), case.mode).is_err();
        if is_refused && one.answer.status() >= 400 {
            findings.add_value(MISSING_PAGE, one.answer.status().to_string(), one.at);
        }
    }
}
