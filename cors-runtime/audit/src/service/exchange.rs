//! One request of an audit.

use std::fmt;

use super::sendable::{after_scheme, login_fault};
use crate::policy::Weakness;

/// Why an exchange is in the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The policy allows the origin.
    Allowed,
    /// The same, with a preflight that browsers rarely send, because the method needs none. It shows what the service
    /// lists, and whether it knows the origin; that it is refused is no fault.
    Needless,
    /// The same for the plain URL, where a cache in between may answer.
    Plain,
    /// An exchange of an allowed origin once more, to see whether the answer stays the same.
    Again,
    /// The policy does not allow the origin, and a browser can have it.
    Stranger(Weakness),
    /// An answer named the origin, and the policy does not allow it.
    Named,
    /// No browser can have the origin.
    Unsendable(Weakness),
    /// Two `Origin` lines, which no browser sends.
    TwoLines,
    /// Without `Origin`.
    NoOrigin,
    /// The policy does not allow the method.
    UnlistedMethod,
    /// The policy does not allow the request header.
    UnlistedHeader,
    /// A URL beside the one that is audited, which probably does not exist.
    Missing,
}

/// One request of an audit: a GET, or a preflight.
///
/// Send it as it is, with nothing but what the client itself adds (`Host`, `User-Agent`), and do not follow redirects.
/// `Display` says what it is in a few words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "send it, and give the answer to `Plan::answer`"]
pub struct Exchange {
    pub(super) purpose: Purpose,
    /// The `Origin` lines.
    pub(super) origins: Vec<String>,
    pub(super) is_preflight: bool,
    /// The method of the page's request: GET, or what the preflight asks for.
    pub(super) requested_method: String,
    pub(super) requested_headers: Vec<String>,
    pub(super) has_cookie: bool,
    /// The value of the query parameter that no other request has.
    pub(super) unique: Option<u64>,
}

impl Exchange {
    /// A GET with these `Origin` lines.
    pub(super) fn with_origins(purpose: Purpose, origins: &[&str]) -> Self {
        Self {
            purpose,
            origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            is_preflight: false,
            requested_method: "GET".to_owned(),
            requested_headers: Vec::new(),
            has_cookie: false,
            unique: None,
        }
    }

    pub(super) fn get(purpose: Purpose, origin: &str) -> Self {
        Self::with_origins(purpose, &[origin])
    }

    pub(super) fn with_cookie(self) -> Self {
        Self { has_cookie: true, ..self }
    }

    pub(super) fn preflight(purpose: Purpose, origin: &str, method: &str, headers: &[String]) -> Self {
        Self {
            is_preflight: true,
            requested_method: method.to_owned(),
            requested_headers: headers.to_vec(),
            ..Self::get(purpose, origin)
        }
    }

    /// The origin, or the empty text.
    pub(super) fn origin(&self) -> &str {
        self.origins.first().map_or("", String::as_str)
    }

    /// The method: `GET` or `OPTIONS`.
    pub fn method(&self) -> &'static str {
        if self.is_preflight { "OPTIONS" } else { "GET" }
    }

    /// The URL to request in an audit of `url`, which is a whole URL or a path. Most requests have a query parameter that
    /// no other one has, so that no cache answers them and none keeps the answer for somebody else. A fragment is left out,
    /// as browsers do.
    ///
    /// # Panics
    ///
    /// If `url` has a user name or a password: clients send a login of the URL with preflights too.
    pub fn url(&self, url: &str) -> String {
        if let Some(fault) = login_fault(url) {
            panic!("{fault}");
        }
        let url = url.split('#').next().unwrap_or_default();
        let (path, query) = url.split_once('?').map_or((url, None), |(path, query)| (path, Some(query)));
        let slash = if after_scheme(path).is_some_and(|rest| !rest.contains('/')) { "/" } else { "" };
        let missing = if self.purpose == Purpose::Missing { "-not-there" } else { "" };
        let unique = self.unique.map(|unique| format!("cors-audit={unique}"));
        let query: Vec<&str> = query.into_iter().chain(unique.as_deref()).collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{path}{slash}{missing}{mark}{}", query.join("&"))
    }

    /// The header lines, in order. There may be two of one name.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        let mut lines: Vec<_> = self.origins.iter().map(|origin| ("origin", origin.clone())).collect();
        if self.is_preflight {
            lines.push(("access-control-request-method", self.requested_method.clone()));
        }
        if !self.requested_headers.is_empty() {
            // As browsers write it: Fetch, "CORS-unsafe request-header names", sorted and joined without a space.
            lines.push(("access-control-request-headers", self.requested_headers.join(",")));
        }
        if self.has_cookie {
            lines.push(("cookie", "cors-audit=1".to_owned()));
        }
        lines
    }

    /// The `curl` line that repeats it.
    pub fn curl(&self, url: &str) -> String {
        let method = if self.is_preflight { " -X OPTIONS" } else { "" };
        let line = format!("curl -i{method} {}", quoted(&self.url(url)));
        self.headers()
            .iter()
            .fold(line, |line, (name, value)| format!("{line} -H {}", quoted(&format!("{name}: {value}"))))
    }
}

/// A word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.is_preflight { "preflight for " } else { "" }, self.requested_method)?;
        if !self.requested_headers.is_empty() {
            write!(f, " with {}", self.requested_headers.join(", "))?;
        }
        if self.has_cookie {
            f.write_str(" with a cookie")?;
        }
        match self.origins.as_slice() {
            [] => f.write_str(" without Origin"),
            origins => write!(f, " from {}", origins.join(" and ").escape_debug()),
        }
    }
}
