//! What a policy puts on a response, as names and texts: the six headers that it owns, and `Vary`, which it shares. Which
//! framework's values they become is the runtime's concern.
//!
//! Fetch standard, "HTTP responses" of the CORS protocol: <https://fetch.spec.whatwg.org/#http-responses>.

use crate::header::is_always_readable;

/// A response header that policies write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResponseHeader {
    /// `Vary`.
    Vary,
    /// `Access-Control-Allow-Origin`.
    AllowOrigin,
    /// `Access-Control-Allow-Credentials`.
    AllowCredentials,
    /// `Access-Control-Allow-Methods`.
    AllowMethods,
    /// `Access-Control-Allow-Headers`.
    AllowHeaders,
    /// `Access-Control-Expose-Headers`.
    ExposeHeaders,
    /// `Access-Control-Max-Age`.
    MaxAge,
    /// Not a header of CORS: why a response is a refusal, where the runtime is built with debug assertions.
    Refusal,
}

impl ResponseHeader {
    /// The headers that a policy owns: what the application or an upstream sets in them never reaches a browser.
    pub const OWNED: [Self; 6] = [
        Self::AllowOrigin,
        Self::AllowCredentials,
        Self::AllowMethods,
        Self::AllowHeaders,
        Self::ExposeHeaders,
        Self::MaxAge,
    ];
}

/// A value that does not depend on the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixed {
    /// Of Access-Control-Allow-Origin.
    Any,
    /// Of Access-Control-Allow-Credentials.
    True,
    /// Of `Vary`, where the response depends on `Origin`.
    Origin,
    /// Of the `Vary` of a preflight's response.
    PreflightVary,
    /// The same, where it depends on `Origin`.
    PreflightVaryByOrigin,
}

impl Fixed {
    /// The value.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Any => "*",
            Self::True => "true",
            Self::Origin => "Origin",
            Self::PreflightVary => "Access-Control-Request-Method, Access-Control-Request-Headers",
            Self::PreflightVaryByOrigin => {
                "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"
            }
        }
    }
}

/// Whether these lines of `Vary` say that a response depends on `Origin` (RFC 9110, 12.5.5).
#[inline]
pub fn varies_by_origin<'a>(vary: impl Iterator<Item = &'a [u8]>) -> bool {
    vary.flat_map(|line| line.split(|byte| *byte == b',')).any(|token| {
        let token = token.trim_ascii();
        token == b"*" || token.eq_ignore_ascii_case(b"origin")
    })
}

/// The value of Access-Control-Expose-Headers for `any` with credentials, where browsers read `*` as the name of a header:
/// the response's own `names`, with its lines of `Vary`. `None` if there is nothing to name.
pub fn exposed_names<'a>(
    names: impl Iterator<Item = &'a str>,
    mut vary: impl Iterator<Item = &'a [u8]>,
) -> Option<String> {
    // `Vary: Origin` is what a policy adds: one that stands inside itself would name what it wrote itself.
    let hides_vary = vary.all(|line| line == Fixed::Origin.text().as_bytes());
    // In order, each once. For the few headers of a response, sorting and joining would be 10 kB of code.
    let mut listed: Vec<&str> = Vec::new();
    for name in names.filter(|name| !is_readable_or_hidden(name)) {
        if let Err(place) = listed.binary_search(&name)
            && !(hides_vary && name == "vary")
        {
            listed.insert(place, name);
        }
    }
    let mut value = String::with_capacity(listed.iter().map(|name| name.len() + ", ".len()).sum());
    for name in listed {
        value.push_str(if value.is_empty() { "" } else { ", " });
        value.push_str(name);
    }
    Some(value).filter(|value| !value.is_empty())
}

/// What pages may read in any case, what they never may, and what only a person should
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>,
/// <https://fetch.spec.whatwg.org/#forbidden-response-header-name>).
fn is_readable_or_hidden(name: &str) -> bool {
    // A header of the name `*` would be the wildcard.
    is_always_readable(name.as_bytes()) || matches!(name, "*" | "cors-refusal" | "set-cookie" | "set-cookie2")
}

#[cfg(test)]
mod tests;
