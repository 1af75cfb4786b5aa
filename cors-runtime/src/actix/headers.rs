//! The response's headers: the six that a policy owns, and `Vary`, which it shares.

use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::decision::GrantedOrigin;
use crate::origin::Origins;
use crate::policy::Facts;

/// The six response headers of the Fetch standard, "HTTP responses" of the CORS protocol.
const OWNED: [HeaderName; 6] = [
    header::ACCESS_CONTROL_ALLOW_ORIGIN,
    header::ACCESS_CONTROL_ALLOW_CREDENTIALS,
    header::ACCESS_CONTROL_ALLOW_METHODS,
    header::ACCESS_CONTROL_ALLOW_HEADERS,
    header::ACCESS_CONTROL_EXPOSE_HEADERS,
    header::ACCESS_CONTROL_MAX_AGE,
];

static ANY: HeaderValue = HeaderValue::from_static("*");
static ORIGIN: HeaderValue = HeaderValue::from_static("Origin");
static TRUE: HeaderValue = HeaderValue::from_static("true");

/// The value of Access-Control-Allow-Origin.
#[derive(Debug, Clone)]
pub(super) enum AllowOrigin {
    Constant(&'static HeaderValue),
    Echo(HeaderValue),
}

impl AllowOrigin {
    /// `asked` is the request's only `Origin` line, where it has one. `None`, which cannot be, grants nothing.
    pub(super) fn of(
        facts: &'static Facts,
        granted: GrantedOrigin,
        asked: Option<&HeaderValue>,
    ) -> Option<Self> {
        match granted {
            GrantedOrigin::Echo => Some(Self::Echo(asked?.clone())),
            GrantedOrigin::Any | GrantedOrigin::Constant(_) => constant(facts, granted).map(Self::Constant),
        }
    }

    fn value(&self) -> HeaderValue {
        match self {
            Self::Constant(value) => (*value).clone(),
            Self::Echo(value) => value.clone(),
        }
    }
}

/// The value of Access-Control-Allow-Origin where it is not the request's own.
pub(super) fn constant(facts: &'static Facts, granted: GrantedOrigin) -> Option<&'static HeaderValue> {
    match granted {
        GrantedOrigin::Any => Some(&ANY),
        GrantedOrigin::Constant(slot) => facts.wire.origins.get(slot).map(|value| &value.0),
        GrantedOrigin::Echo => None,
    }
}

/// Whether responses depend on `Origin`. A policy that is open to any origin says the same to everybody.
pub(super) fn varies(facts: &Facts) -> bool {
    !matches!(facts.origins, Origins::Any)
}

/// Writes what an actual response carries: nothing but `Vary` where there is no `origin`.
pub(super) fn actual(headers: &mut HeaderMap, facts: &'static Facts, origin: Option<&AllowOrigin>) {
    let vary = strip(headers);
    let varies = varies(facts);
    let Some(origin) = origin else {
        if varies {
            vary_by_origin(headers, vary);
        }
        return;
    };
    headers.reserve(4);
    if varies {
        vary_by_origin(headers, vary);
    }
    origins(headers, facts, origin);
    one(headers, header::ACCESS_CONTROL_EXPOSE_HEADERS, facts.wire.expose.first());
}

/// Writes a granted preflight into the empty headers of a new response.
pub(super) fn granted(
    headers: &mut HeaderMap,
    facts: &'static Facts,
    origin: &AllowOrigin,
    method: HeaderValue,
) {
    headers.reserve(6);
    preflight_vary(headers, varies(facts));
    grant(headers, facts, origin, method);
}

/// Writes the CORS headers of a granted preflight. There are none yet.
pub(super) fn grant(
    headers: &mut HeaderMap,
    facts: &'static Facts,
    origin: &AllowOrigin,
    method: HeaderValue,
) {
    origins(headers, facts, origin);
    headers.append(header::ACCESS_CONTROL_ALLOW_METHODS, method);
    one(headers, header::ACCESS_CONTROL_ALLOW_HEADERS, facts.wire.headers.first());
    one(headers, header::ACCESS_CONTROL_MAX_AGE, facts.wire.max_age.first());
}

/// The `Vary` of a preflight's answer, which is always a new response.
pub(super) fn preflight_vary(headers: &mut HeaderMap, by_origin: bool) {
    let value = if by_origin {
        HeaderValue::from_static("Origin, Access-Control-Request-Method, Access-Control-Request-Headers")
    } else {
        HeaderValue::from_static("Access-Control-Request-Method, Access-Control-Request-Headers")
    };
    headers.append(header::VARY, value);
}

fn origins(headers: &mut HeaderMap, facts: &'static Facts, origin: &AllowOrigin) {
    headers.append(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.value());
    if facts.credentials {
        headers.append(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, TRUE.clone());
    }
}

fn one(headers: &mut HeaderMap, name: HeaderName, value: Option<&'static crate::wire::Value>) {
    if let Some(value) = value {
        headers.append(name, value.0.clone());
    }
}

/// Removes what the policy owns, and says whether there is a `Vary`. Most responses have one or two headers, none of
/// them ours: one look at the names is cheaper than seven look-ups.
pub(super) fn strip(headers: &mut HeaderMap) -> bool {
    let (mut owned, mut vary) = (false, false);
    for name in headers.keys() {
        owned |= name.as_str().starts_with("access-control-");
        vary |= *name == header::VARY;
    }
    if owned {
        for name in &OWNED {
            headers.remove(name);
        }
    }
    vary
}

/// Adds `Origin` to `Vary` (RFC 9110, 12.5.5) unless a line names it or is `*`. `exists`: there is a `Vary`.
fn vary_by_origin(headers: &mut HeaderMap, exists: bool) {
    if !exists {
        headers.append(header::VARY, ORIGIN.clone());
        return;
    }
    let named = headers
        .get_all(&header::VARY)
        .flat_map(|line| line.as_bytes().split(|byte| *byte == b','))
        .any(|token| {
            let token = token.trim_ascii();
            token == b"*" || token.eq_ignore_ascii_case(b"origin")
        });
    if !named {
        headers.append(header::VARY, ORIGIN.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: crate::Policy = crate::cors! { origins: ["https://app.example.com"] };

    #[test]
    fn what_cannot_be_grants_nothing() {
        let asked = HeaderValue::from_static("https://evil.example");
        for (says, granted, asked, expected) in [
            ("a slot of the table", GrantedOrigin::Constant(0), None, Some("https://app.example.com")),
            ("a slot that is none", GrantedOrigin::Constant(1), Some(&asked), None),
            ("an echo of nothing", GrantedOrigin::Echo, None, None),
        ] {
            let got = AllowOrigin::of(APP.facts(), granted, asked).map(|origin| origin.value());
            assert_eq!(got, expected.map(HeaderValue::from_static), "{says}");
        }
    }
}
