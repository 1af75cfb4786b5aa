//! An exact origin: what browsers send in `Origin`, and nothing else. This is the only definition: requests are
//! read by it, and an exact entry of a policy has to be an origin here.

use std::fmt;

use super::address::{ends_in_number, is_ipv4, is_ipv6};
use super::port::{DEFAULT_PORT, split_port};
use crate::bytes::{ends_with, same, starts_with};

/// The text of an origin, taken apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ExactOrigin<'a> {
    text: &'a str,
    /// Where the scheme ends.
    scheme: usize,
    /// Where the host ends.
    host: usize,
    port: u32,
    kind: HostKind,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum HostKind {
    Domain,
    Address,
    /// The host of a scheme other than `http` and `https`.
    Opaque,
}

/// A text with more bytes is not an origin: the longest host, scheme and port have about 300.
pub const LONGEST_ORIGIN: usize = 2048;
/// The most bytes of a host and of one of its labels (RFC 1035, section 2.3.4).
pub const LONGEST_NAME: usize = 253;
/// See [`LONGEST_NAME`].
pub const LONGEST_LABEL: usize = 63;

/// Schemes whose documents send another origin, or `null` (<https://url.spec.whatwg.org/#concept-url-origin>).
const WITHOUT_ORIGIN: [&str; 9] =
    ["ws", "wss", "file", "ftp", "blob", "data", "about", "javascript", "filesystem"];

impl<'a> ExactOrigin<'a> {
    /// Reads an origin as the HTML standard serialises it
    /// (<https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>); `None` for what
    /// no browser sends as one, including `null`. Whether an `xn--` label decodes is not checked.
    pub const fn parse(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST_ORIGIN {
            return None;
        }
        let Some((stem, port)) = split_port(text.as_bytes()) else { return None };
        let Some(scheme) = scheme(stem) else { return None };
        let (name, rest) = stem.split_at(scheme);
        let (_, host) = rest.split_at("://".len());
        let kind = if same(name, b"https") || same(name, b"http") {
            web_host(host)
        } else if is_opaque(host) {
            Some(HostKind::Opaque)
        } else {
            None
        };
        match kind {
            Some(kind) => Some(Self { text, scheme, host: stem.len(), port, kind }),
            None => None,
        }
    }

    /// The scheme.
    pub const fn scheme(&self) -> &'a str {
        self.text.split_at(self.scheme).0
    }

    /// The host; an IPv6 address with its brackets.
    pub const fn host(&self) -> &'a str {
        self.text.split_at(self.host).0.split_at(self.scheme + "://".len()).1
    }

    /// The port; `None` for the scheme's default.
    #[allow(clippy::cast_possible_truncation)] // `split_port` gives no more than 65535
    pub const fn port(&self) -> Option<u16> {
        if self.port == DEFAULT_PORT { None } else { Some(self.port as u16) }
    }

    /// The whole text.
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether the host is a domain, not an address or the opaque host of another scheme.
    pub const fn has_domain(&self) -> bool {
        matches!(self.kind, HostKind::Domain)
    }

    /// Whether the host has at least one label more than `domain`, and ends with it label by label.
    pub const fn is_subdomain_of(&self, domain: &str) -> bool {
        let (host, domain) = (self.host().as_bytes(), domain.as_bytes());
        self.has_domain()
            && host.len() > domain.len()
            && host[host.len() - domain.len() - 1] == b'.'
            && ends_with(host, domain)
            && is_domain(domain)
    }

    /// Whether the host is the user's own machine: `localhost` and all below it (RFC 6761, section 6.3),
    /// 127.0.0.0/8 and `[::1]`. Secure Contexts treats the same hosts as trustworthy
    /// (<https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>).
    pub const fn is_loopback(&self) -> bool {
        let host = self.host().as_bytes();
        match self.kind {
            HostKind::Domain => same(host, b"localhost") || ends_with(host, b".localhost"),
            HostKind::Address => same(host, b"[::1]") || starts_with(host, b"127."),
            HostKind::Opaque => false,
        }
    }

    /// Whether anyone on the network path can serve a page with this origin.
    pub const fn is_insecure(&self) -> bool {
        same(self.scheme().as_bytes(), b"http") && !self.is_loopback()
    }
}

impl fmt::Debug for ExactOrigin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ExactOrigin").field(&self.text).finish()
    }
}

/// The length of the scheme in front of `://`.
const fn scheme(stem: &[u8]) -> Option<usize> {
    let mut at = 0;
    while at < stem.len() && stem[at] != b':' {
        if !(stem[at].is_ascii_lowercase() || at > 0 && matches!(stem[at], b'0'..=b'9' | b'+' | b'.' | b'-'))
        {
            return None;
        }
        at += 1;
    }
    let (name, rest) = stem.split_at(at);
    let mut without = 0;
    while without < WITHOUT_ORIGIN.len() {
        if same(name, WITHOUT_ORIGIN[without].as_bytes()) {
            return None;
        }
        without += 1;
    }
    if at > 0 && starts_with(rest, b"://") { Some(at) } else { None }
}

/// The host of `http` and `https` (<https://url.spec.whatwg.org/#concept-host-parser>).
const fn web_host(host: &[u8]) -> Option<HostKind> {
    if let [b'[', inner @ .., b']'] = host {
        return if is_ipv6(inner) { Some(HostKind::Address) } else { None };
    }
    if !is_domain(host) {
        None
    } else if !ends_in_number(host) {
        Some(HostKind::Domain)
    } else if is_ipv4(host) {
        Some(HostKind::Address)
    } else {
        None
    }
}

/// The host of a scheme that is neither `http` nor `https`, such as a browser extension's.
const fn is_opaque(host: &[u8]) -> bool {
    let mut at = 0;
    while at < host.len() {
        if !matches!(host[at], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'_' | b'-') {
            return false;
        }
        at += 1;
    }
    !host.is_empty()
}

/// A domain as the URL standard serialises one, limited to what this crate accepts: labels of `a-z0-9-_` of 1 to
/// 63 bytes, at most 253 in all.
#[inline]
pub const fn is_domain(host: &[u8]) -> bool {
    if host.len() > LONGEST_NAME {
        return false;
    }
    let (mut at, mut label) = (0, 0);
    while at < host.len() {
        match host[at] {
            b'.' if label > 0 => label = 0,
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' if label < LONGEST_LABEL => label += 1,
            _ => return false,
        }
        at += 1;
    }
    label > 0
}

#[cfg(test)]
mod tests;
