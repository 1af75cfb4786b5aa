//! The origin of a request, for the service's own decisions.

use std::fmt;

use cors_policy::origin::ExactOrigin;

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
/// Whatever a browser never sends is not an origin: `null`, user info, a path, upper case, percent-encoding, empty
/// labels, the scheme's default port, `127.1`, an IPv6 address that is not in canonical form. So its parts can be
/// compared with `==`. (Whether an `xn--` label decodes is not checked: no comparison depends on it.)
///
/// ```
/// use cors_runtime::Origin;
///
/// let origin = Origin::parse("https://shop-7.tenants.example:8443").expect("an origin");
/// assert_eq!((origin.scheme(), origin.host(), origin.port()), ("https", "shop-7.tenants.example", Some(8443)));
/// assert!(origin.is_subdomain_of("tenants.example"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Origin<'a>(ExactOrigin<'a>);

impl<'a> Origin<'a> {
    /// Reads an origin; `None` for what no browser sends as one, including `null`. It works in a `const`.
    ///
    /// ```
    /// use cors_runtime::Origin;
    ///
    /// assert!(Origin::parse("https://app.example.com").is_some());
    /// assert!(Origin::parse("tauri://localhost").is_some());
    /// for other in ["null", "https://app.example.com/", "https://App.example.com", "https://u@app.example.com"] {
    ///     assert_eq!(Origin::parse(other), None);
    /// }
    /// ```
    pub const fn parse(text: &'a str) -> Option<Self> {
        match ExactOrigin::parse(text) {
            Some(origin) => Some(Self(origin)),
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
        self.0.scheme()
    }

    /// The host: a domain in lower case and ASCII (punycode), an IPv4 address, or an IPv6 address in brackets. With a
    /// scheme other than `http` and `https` it is opaque, and its case counts.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// assert_eq!(Origin::parse("http://[::1]:8080").map(|origin| origin.host()), Some("[::1]"));
    /// ```
    pub const fn host(&self) -> &'a str {
        self.0.host()
    }

    /// The port; `None` for the scheme's default, which browsers leave out.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// assert_eq!(Origin::parse("https://a.example:8443").map(|origin| origin.port()), Some(Some(8443)));
    /// assert_eq!(Origin::parse("https://a.example").map(|origin| origin.port()), Some(None));
    /// ```
    pub const fn port(&self) -> Option<u16> {
        self.0.port()
    }

    /// The whole text, as it is in the header.
    ///
    /// ```
    /// # use cors_runtime::Origin;
    /// assert_eq!(Origin::parse("https://a.example").map(|origin| origin.as_str()), Some("https://a.example"));
    /// ```
    pub const fn as_str(&self) -> &'a str {
        self.0.as_str()
    }

    /// Whether the host lies below `domain`: at least one label more, and the rest is `domain` label by label.
    ///
    /// `domain` itself is not below itself, an IP address or the opaque host of another scheme never is, and where
    /// `domain` is not a domain in lower case (`.example.com`, `*.example.com`, the empty text) nothing is. It looks
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
        self.0.is_subdomain_of(domain)
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
        self.0.is_loopback()
    }

    /// Whether a page in the name of this origin can come from anyone on the network path.
    pub(crate) const fn is_insecure(&self) -> bool {
        self.0.is_insecure()
    }
}

impl fmt::Debug for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Origin").field(&self.as_str()).finish()
    }
}

impl fmt::Display for Origin<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
