//! What a browser concludes from an answer: the two functions of the Fetch standard, and nothing else.

use cors_runtime::inspect::{is_always_readable, is_forbidden_request};

use super::answer::Answer;

/// Whether a page sends its request with cookies: the request's credentials mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    /// Without.
    Omit,
    /// With them.
    Include,
}

use Credentials::Omit;

/// Why a page may not read an answer or, after a preflight, send its request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blocked {
    /// Without Access-Control-Allow-Origin.
    NoOrigin,
    /// It names something else.
    OtherOrigin(String),
    /// It has several lines.
    SeveralLines(String),
    /// `*`, and the page sends cookies.
    Wildcard,
    /// Without Access-Control-Allow-Credentials, and the page sends cookies.
    NoCredentials,
    /// It has another value than `true`.
    OtherCredentials(String),
    /// The status of a preflight is not 200 to 299.
    Status(u16),
    /// This header is not a list of tokens.
    NotAList(&'static str, String),
    /// The method is not in Access-Control-Allow-Methods.
    Method,
    /// This header is not in Access-Control-Allow-Headers.
    Header(String),
}

/// Decides as a browser whether a page of `origin` may read this answer:
/// <https://fetch.spec.whatwg.org/#concept-cors-check>.
///
/// # Errors
///
/// If it may not.
pub fn cors_check(answer: &Answer, origin: &str, credentials: Credentials) -> Result<(), Blocked> {
    let allowed = answer.value("access-control-allow-origin").ok_or(Blocked::NoOrigin)?;
    if credentials == Omit && allowed == "*" {
        return Ok(());
    }
    if allowed != origin {
        return Err(match allowed.as_str() {
            "*" => Blocked::Wildcard,
            _ if answer.values("access-control-allow-origin").count() > 1 => Blocked::SeveralLines(allowed),
            _ => Blocked::OtherOrigin(allowed),
        });
    }
    if credentials == Omit {
        return Ok(());
    }
    match answer.value("access-control-allow-credentials") {
        None => Err(Blocked::NoCredentials),
        Some(value) if value != "true" => Err(Blocked::OtherCredentials(value)),
        Some(_) => Ok(()),
    }
}

/// Decides as a browser whether a page of `origin` may send a request of this method, with these headers, after this
/// answer to its preflight: <https://fetch.spec.whatwg.org/#cors-preflight-fetch>, from step 7.
///
/// # Errors
///
/// If it may not.
pub fn preflight_check(
    answer: &Answer,
    origin: &str,
    method: &str,
    headers: &[String],
    credentials: Credentials,
) -> Result<(), Blocked> {
    if !(200..300).contains(&answer.status()) {
        return Err(Blocked::Status(answer.status()));
    }
    cors_check(answer, origin, credentials)?;
    let list = |name| answer.tokens(name).map_err(|value| Blocked::NotAList(name, value));
    let methods = list("access-control-allow-methods")?;
    let names = list("access-control-allow-headers")?;
    // With cookies, `*` is a name like any other.
    let has_wildcard = |list: &[String]| credentials == Omit && list.iter().any(|name| name == "*");
    let is_listed = methods.iter().any(|listed| listed == method);
    if !is_listed && !is_safelisted_method(method) && !has_wildcard(&methods) {
        return Err(Blocked::Method);
    }
    let refused = headers.iter().find(|header| {
        let is_listed = names.iter().any(|listed| listed.eq_ignore_ascii_case(header));
        // Fetch, "CORS non-wildcard request-header name".
        !is_listed && (header.eq_ignore_ascii_case("authorization") || !has_wildcard(&names))
    });
    refused.map_or(Ok(()), |header| Err(Blocked::Header(header.clone())))
}

/// Fetch, "CORS-safelisted method": browsers send it whatever a preflight says.
pub(super) fn is_safelisted_method(method: &str) -> bool {
    matches!(method, "GET" | "HEAD" | "POST")
}

/// Whether a grant of this method says nothing. Pages send the first three anyway, nobody misses OPTIONS, and Fetch
/// forbids the next three; it writes PUT and DELETE in upper case, so that no request has them in other letters.
pub(super) fn is_useless_method(method: &str) -> bool {
    let upper = method.to_ascii_uppercase();
    match upper.as_str() {
        "GET" | "HEAD" | "POST" | "OPTIONS" | "CONNECT" | "TRACE" | "TRACK" => true,
        "PUT" | "DELETE" => upper != method,
        _ => false,
    }
}

/// Whether a grant of this request header says nothing: no page can set it, or any page can.
pub(super) fn is_useless_request_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    is_forbidden_request(&name)
        || name.starts_with("access-control-")
        || matches!(name.as_str(), "accept" | "accept-language" | "content-language" | "range")
}

/// Whether exposing this response header changes nothing: pages read it anyway, or never.
pub(super) fn is_fixed_response_header(name: &str) -> bool {
    is_always_readable(name.as_bytes())
        || name.starts_with("access-control-")
        || matches!(name, "set-cookie" | "set-cookie2")
}
