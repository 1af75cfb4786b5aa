//! An origin of a request, read strictly: what predicates and own origins go through.

use std::fmt;

use super::address::{ends_in_number, is_ipv4, is_ipv6};
use super::list::DEFAULT_PORT;
use super::table::{ends_with, same, starts_with};

/// The origin of a request, strictly parsed: scheme, host and port, exactly as the
/// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin) serialises
/// them and browsers send them in the `Origin` header.
///
/// A predicate gets one, see
#[cfg_attr(
    feature = "live",
    doc = "[`PolicyTemplate::with_origins_matching`](crate::PolicyTemplate::with_origins_matching)."
)]
#[cfg_attr(not(feature = "live"), doc = "`PolicyTemplate::with_origins_matching` (feature `live`).")]
/// Whatever a browser never sends is no such origin: `null`, user info, a path, upper case, percent-encoding, empty
/// labels, the scheme's default port, `127.1`, an IPv6 address in another than its canonical form. So its parts can be
/// compared with `==`. (Whether an `xn--` label decodes is not looked at: no comparison depends on it.)
///
/// ```
/// use cors_runtime::Origin;
///
/// let origin = Origin::parse("https://shop-7.tenants.example:8443").expect("an origin");
/// assert_eq!((origin.scheme(), origin.host(), origin.port()), ("https", "shop-7.tenants.example", Some(8443)));
/// assert!(origin.is_subdomain_of("tenants.example"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin<'a> {
    text: &'a str,
    /// Where the scheme ends.
    scheme: usize,
    /// Where the host ends.
    host: usize,
    port: u32,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Domain,
    Address,
    /// The host of a scheme other than `http` and `https`.
    Opaque,
}

/// No origin is longer, by far.
const ENDLESS: usize = 2048;

/// Schemes whose documents send another origin, or `null` (<https://url.spec.whatwg.org/#concept-url-origin>).
const WITHOUT_ORIGIN: [&str; 9] =
    ["ws", "wss", "file", "ftp", "blob", "data", "about", "javascript", "filesystem"];

impl<'a> Origin<'a> {
    /// Reads an origin; `None` for what no browser sends as one, `null` included.
    ///
    /// It is what a predicate's tests need, and it works in a `const`. See the
    /// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin).
    ///
    /// ```
    /// use cors_runtime::Origin;
    ///
    /// assert!(Origin::parse("https://app.example.com").is_some());
    /// assert!(Origin::parse("tauri://localhost").is_some());
    /// for no_origin in ["null", "https://app.example.com/", "https://App.example.com", "https://u@app.example.com"] {
    ///     assert_eq!(Origin::parse(no_origin), None);
    /// }
    /// ```
    pub const fn parse(text: &'a str) -> Option<Self> {
        if text.len() > ENDLESS {
            return None;
        }
        let Some((stem, port)) = split_port(text.as_bytes()) else { return None };
        let Some(scheme) = scheme(stem) else { return None };
        let (name, rest) = stem.split_at(scheme);
        let (_, host) = rest.split_at("://".len());
        let kind = if same(name, b"https") || same(name, b"http") {
            web_host(host)
        } else if is_opaque(host) {
            Some(Kind::Opaque)
        } else {
            None
        };
        match kind {
            Some(kind) => Some(Self { text, scheme, host: stem.len(), port, kind }),
            None => None,
        }
    }

    /// The scheme: `https`, `http`, or another one such as `chrome-extension`.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// assert_eq!(Origin::parse("tauri://localhost").map(|origin| origin.scheme()), Some("tauri"));
    /// ```
    pub const fn scheme(&self) -> &'a str {
        self.text.split_at(self.scheme).0
    }

    /// The host: a domain in lower case and ASCII (punycode), an IPv4 address, or an IPv6 address in brackets. With a
    /// scheme other than `http` and `https` it is opaque, and its case counts.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// assert_eq!(Origin::parse("http://[::1]:8080").map(|origin| origin.host()), Some("[::1]"));
    /// ```
    pub const fn host(&self) -> &'a str {
        self.text.split_at(self.host).0.split_at(self.scheme + "://".len()).1
    }

    /// The port; `None` for the scheme's default, which browsers leave out.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// assert_eq!(Origin::parse("https://a.example:8443").map(|origin| origin.port()), Some(Some(8443)));
    /// assert_eq!(Origin::parse("https://a.example").map(|origin| origin.port()), Some(None));
    /// ```
    #[allow(clippy::cast_possible_truncation)] // `split_port` gives no more than 65535
    pub const fn port(&self) -> Option<u16> {
        if self.port == DEFAULT_PORT { None } else { Some(self.port as u16) }
    }

    /// The whole text, as it stands in the header.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// assert_eq!(Origin::parse("https://a.example").map(|origin| origin.as_str()), Some("https://a.example"));
    /// ```
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Whether the host lies below `domain`: at least one label more, and the rest is `domain` label by label.
    ///
    /// `domain` itself is no subdomain of itself, an IP address or the opaque host of another scheme never is one, and
    /// where `domain` is no domain in lower case (`.example.com`, `*.example.com`, the empty text) nothing is. It looks
    /// at the host only: compare [`scheme`](Self::scheme) and [`port`](Self::port) as well. Whether strangers can
    /// register names below `domain`, as they can below `github.io`, only you know.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// let below = |text| Origin::parse(text).is_some_and(|origin| origin.is_subdomain_of("example.com"));
    /// assert!(below("https://a.example.com") && below("https://a.b.example.com"));
    /// assert!(!below("https://example.com") && !below("https://evilexample.com"));
    /// assert!(!below("https://example.com.evil.net"));
    /// ```
    pub const fn is_subdomain_of(&self, domain: &str) -> bool {
        let (host, domain) = (self.host().as_bytes(), domain.as_bytes());
        matches!(self.kind, Kind::Domain)
            && host.len() > domain.len()
            && host[host.len() - domain.len() - 1] == b'.'
            && ends_with(host, domain)
            && is_domain(domain)
    }

    /// Whether the host is the user's own machine: `localhost`, a name below it, 127.0.0.0/8 or `[::1]` (
    /// [Secure Contexts](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)). Never with a scheme
    /// other than `http` and `https`.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// let loopback = |text| Origin::parse(text).is_some_and(|origin| origin.is_loopback());
    /// assert!(loopback("http://localhost:5173") && loopback("http://127.0.0.1") && loopback("http://[::1]"));
    /// assert!(!loopback("http://localhost.example.com") && !loopback("tauri://localhost"));
    /// ```
    pub const fn is_loopback(&self) -> bool {
        let host = self.host().as_bytes();
        match self.kind {
            Kind::Domain => same(host, b"localhost") || ends_with(host, b".localhost"),
            Kind::Address => same(host, b"[::1]") || starts_with(host, b"127."),
            Kind::Opaque => false,
        }
    }

    /// Whoever is on the network path can pose as this origin.
    pub(crate) const fn is_insecure(&self) -> bool {
        same(self.scheme().as_bytes(), b"http") && !self.is_loopback()
    }
}

impl fmt::Debug for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Origin").field(&self.text).finish()
    }
}

impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)
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
const fn web_host(host: &[u8]) -> Option<Kind> {
    if let [b'[', inner @ .., b']'] = host {
        return if is_ipv6(inner) { Some(Kind::Address) } else { None };
    }
    if !is_domain(host) {
        None
    } else if !ends_in_number(host) {
        Some(Kind::Domain)
    } else if is_ipv4(host) {
        Some(Kind::Address)
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

/// An origin's text before its port, and the port: 1 to 65535 without leading zero, never the scheme's default (a
/// browser does not send that), [`DEFAULT_PORT`] where none is written. `None` for what no browser sends.
pub(super) const fn split_port(text: &[u8]) -> Option<(&[u8], u32)> {
    let (mut at, mut port, mut unit) = (text.len(), 0, 1);
    while at > 0 && text[at - 1].is_ascii_digit() {
        if text.len() - at == 5 {
            return Some((text, DEFAULT_PORT)); // more digits than a port has: part of a host, if anything
        }
        at -= 1;
        port += (text[at] - b'0') as u32 * unit;
        unit *= 10;
    }
    if at == text.len() || at == 0 || text[at - 1] != b':' {
        return Some((text, DEFAULT_PORT));
    }
    let (stem, _) = text.split_at(at - 1);
    let default = if starts_with(stem, b"https://") {
        443
    } else if starts_with(stem, b"http://") {
        80
    } else {
        0
    };
    if text[at] == b'0' || port > 65_535 || port == default { None } else { Some((stem, port)) }
}

/// A domain as the URL standard serialises one, in what this crate takes for one: labels of `a-z0-9-_` of 1 to 63
/// bytes, at most 253 in all.
pub(super) const fn is_domain(host: &[u8]) -> bool {
    if host.len() > 253 {
        return false;
    }
    let (mut at, mut label) = (0, 0);
    while at < host.len() {
        match host[at] {
            b'.' if label > 0 => label = 0,
            b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' if label < 63 => label += 1,
            _ => return false,
        }
        at += 1;
    }
    label > 0
}

#[cfg(test)]
mod tests;
