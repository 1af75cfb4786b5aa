//! An exact origin: what browsers send in `Origin`, and nothing else. This is the only definition: requests are
//! read by it, and an exact entry of a policy has to be an origin here.

use std::fmt;

use super::address::{ends_in_number, is_ipv4, is_ipv6};
use super::port::{DEFAULT_PORT, split_port};
use crate::bytes::{ends_with, same, starts_with};

/// The origin of a request, strictly parsed: scheme, host and port, exactly as the
/// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin) serialises
/// them and browsers send them in the `Origin` header.
///
/// A predicate gets one. A text that no browser sends is not an origin: `null`, user info, a path, upper
/// case, percent-encoding, empty labels, the scheme's default port, `127.1`, an IPv6 address that is not in canonical
/// form. So its parts can be compared with `==`. (Whether an `xn--` label decodes is not checked: no comparison depends
/// on it.)
///
/// ```
/// # use cors_policy as cors_runtime;
/// use cors_runtime::Origin;
///
/// let origin = Origin::parse("https://shop-7.tenants.example:8443").expect("an origin");
/// assert_eq!((origin.scheme(), origin.host(), origin.port()), ("https", "shop-7.tenants.example", Some(8443)));
/// assert!(origin.is_subdomain_of("tenants.example"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin<'a> {
    text: &'a str,
    /// Where the scheme ends.
    scheme: usize,
    /// Where the host ends.
    host: usize,
    port: u32,
    kind: HostKind,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl<'a> Origin<'a> {
    /// Reads an origin; `None` for what no browser sends as one, including `null`. It works in a `const`.
    ///
    /// ```
    /// # use cors_policy as cors_runtime;
    /// use cors_runtime::Origin;
    ///
    /// assert!(Origin::parse("https://app.example.com").is_some());
    /// assert!(Origin::parse("tauri://localhost").is_some());
    /// for other in ["null", "https://app.example.com/", "https://App.example.com", "https://u@app.example.com"] {
    ///     assert_eq!(Origin::parse(other), None);
    /// }
    /// ```
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

    /// The scheme: `https`, `http`, or another one such as `chrome-extension`.
    ///
    /// ```
    /// # use cors_policy::Origin;
    /// assert_eq!(Origin::parse("tauri://localhost").map(|origin| origin.scheme()), Some("tauri"));
    /// ```
    pub const fn scheme(&self) -> &'a str {
        self.text.split_at(self.scheme).0
    }

    /// The host: a domain in lower case and ASCII (punycode), an IPv4 address, or an IPv6 address in brackets. With a
    /// scheme other than `http` and `https` it is opaque, and its case counts.
    ///
    /// ```
    /// # use cors_policy::Origin;
    /// assert_eq!(Origin::parse("http://[::1]:8080").map(|origin| origin.host()), Some("[::1]"));
    /// ```
    pub const fn host(&self) -> &'a str {
        self.text.split_at(self.host).0.split_at(self.scheme + "://".len()).1
    }

    /// The port; `None` for the scheme's default, which browsers leave out.
    ///
    /// ```
    /// # use cors_policy::Origin;
    /// assert_eq!(Origin::parse("https://a.example:8443").map(|origin| origin.port()), Some(Some(8443)));
    /// assert_eq!(Origin::parse("https://a.example").map(|origin| origin.port()), Some(None));
    /// ```
    #[allow(clippy::cast_possible_truncation)] // `split_port` gives no more than 65535
    pub const fn port(&self) -> Option<u16> {
        if self.port == DEFAULT_PORT { None } else { Some(self.port as u16) }
    }

    /// The whole text, as it is in the header.
    ///
    /// ```
    /// # use cors_policy::Origin;
    /// assert_eq!(Origin::parse("https://a.example").map(|origin| origin.as_str()), Some("https://a.example"));
    /// ```
    pub const fn as_str(&self) -> &'a str {
        self.text
    }

    /// Returns `true` if the host is a domain, not an address or the opaque host of another scheme.
    #[doc(hidden)]
    pub const fn has_domain(&self) -> bool {
        matches!(self.kind, HostKind::Domain)
    }

    /// Returns `true` if the scheme is neither `http` nor `https`.
    #[doc(hidden)]
    pub const fn has_opaque_host(&self) -> bool {
        matches!(self.kind, HostKind::Opaque)
    }

    /// Returns `true` if the host is below `domain`: it has more labels, and ends in those of `domain`.
    ///
    /// `domain` is not below itself. An IP address or the opaque host of another scheme is below nothing, and if `domain`
    /// is not a domain in lower case (`.example.com`, `*.example.com`, the empty text), nothing is below it. It looks at
    /// the host only: compare [`scheme`](Self::scheme) and [`port`](Self::port) as well. It does not know whether
    /// strangers can register names below `domain`, as they can below `github.io`.
    ///
    /// ```
    /// # use cors_policy::Origin;
    /// let below = |text| Origin::parse(text).is_some_and(|origin| origin.is_subdomain_of("example.com"));
    /// assert!(below("https://a.example.com") && below("https://a.b.example.com"));
    /// assert!(!below("https://example.com") && !below("https://evilexample.com"));
    /// assert!(!below("https://example.com.evil.net"));
    /// ```
    pub const fn is_subdomain_of(&self, domain: &str) -> bool {
        let (host, domain) = (self.host().as_bytes(), domain.as_bytes());
        self.has_domain()
            && host.len() > domain.len()
            && host[host.len() - domain.len() - 1] == b'.'
            && ends_with(host, domain)
            && is_domain(domain)
    }

    /// Returns `true` if the host is the user's own machine: `localhost`, a name below it, 127.0.0.0/8 or `[::1]`
    /// ([Secure Contexts](https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)). Never with a scheme
    /// other than `http` and `https`.
    ///
    /// ```
    /// # use cors_policy::Origin;
    /// let loopback = |text| Origin::parse(text).is_some_and(|origin| origin.is_loopback());
    /// assert!(loopback("http://localhost:5173") && loopback("http://127.0.0.1") && loopback("http://[::1]"));
    /// assert!(!loopback("http://localhost.example.com") && !loopback("tauri://localhost"));
    /// ```
    pub const fn is_loopback(&self) -> bool {
        let host = self.host().as_bytes();
        match self.kind {
            HostKind::Domain => same(host, b"localhost") || ends_with(host, b".localhost"),
            HostKind::Address => same(host, b"[::1]") || starts_with(host, b"127."),
            HostKind::Opaque => false,
        }
    }

    /// Returns `true` if anyone on the network path can serve a page with this origin.
    #[doc(hidden)]
    pub const fn is_insecure(&self) -> bool {
        same(self.scheme().as_bytes(), b"http") && !self.is_loopback()
    }
}

impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Origin").field(&self.text).finish()
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
pub const fn is_opaque(host: &[u8]) -> bool {
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
