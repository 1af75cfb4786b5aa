//! The text rules of an origin: pure functions from text to a value or a mistake.
//!
//! An origin is the exact text that a browser puts into the `Origin` header: scheme, host and port as the URL standard
//! serialises them (<https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>). A text
//! that differs from it in one byte never matches anything, which is why everything here is an error and nothing is
//! repaired silently: the right spelling stands in the help instead.
//!
//! Both crates hold this folder, so that a list that is read at run time gets the same remedies as the compiler gives.

mod address;
mod authority;
mod covers;
mod domain;
mod mistake;
mod port;
#[cfg(test)]
mod properties;
mod remedy;
mod scheme;
mod text;
mod wildcard;

use std::net::{Ipv4Addr, Ipv6Addr};

use mistake::{Advice, Fault};
pub use mistake::{Mistake, literal, quote};

/// The scheme of an origin, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    Http,
    Https,
    /// Any other one: `chrome-extension`, `tauri`.
    Other(String),
}

/// The host of an origin, or what stands for several.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Host {
    Domain(String),
    Ipv4(Ipv4Addr),
    Ipv6(Ipv6Addr),
    /// The host of a scheme other than `http` and `https`: text without further rules.
    Opaque(String),
    /// `*.base`: one or more labels in front of the base.
    WholeLabel {
        base: String,
    },
    /// `before*after.base`: one label in front of the base.
    InLabel {
        before: String,
        after: String,
        base: String,
    },
}

/// The port of an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Port {
    /// The scheme's own, which is never written.
    Default,
    Number(u16),
    /// `*`: every port, the default one included.
    Any,
}

/// A text that is an origin, or a pattern of origins, exactly as browsers write it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OriginText {
    pub text: String,
    pub scheme: Scheme,
    pub host: Host,
    pub port: Port,
}

/// Where a text stands, which decides whether a wildcard may be in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// The `origins` of a policy.
    Policy,
    /// Wherever exactly one origin is meant.
    Exact,
}

impl OriginText {
    /// An entry of a policy's `origins`: an origin, or a pattern with a wildcard in one of the three places.
    pub fn pattern(text: &str) -> Result<Self, Mistake> {
        read(text, Place::Policy).map_err(|fault| explain(fault, text, Place::Policy))
    }

    /// An exact origin, without any wildcard: lists that are read at run time, and `expect`.
    pub fn exact(text: &str) -> Result<Self, Mistake> {
        read(text, Place::Exact).map_err(|fault| explain(fault, text, Place::Exact))
    }

    /// The host is the user's own machine, which no network lies in front of: `localhost` and all below it
    /// (RFC 6761, section 6.3), 127.0.0.0/8 and `[::1]`. Secure Contexts counts the same ones as trustworthy
    /// (<https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy>).
    pub fn is_loopback(&self) -> bool {
        match &self.host {
            Host::Domain(name) | Host::WholeLabel { base: name } | Host::InLabel { base: name, .. } => {
                name == "localhost" || name.ends_with(".localhost")
            }
            Host::Ipv4(address) => address.is_loopback(),
            Host::Ipv6(address) => address.is_loopback(),
            Host::Opaque(_) => false,
        }
    }

    /// Whoever is on the network path can pose as this origin.
    pub fn is_insecure(&self) -> bool {
        self.scheme == Scheme::Http && !self.is_loopback()
    }
}

/// With credentials: `http` with a host that is not loopback. `entry` is where the waiver would stand.
pub fn insecure_with_credentials(origin: &OriginText, entry: &str) -> Option<Mistake> {
    if !origin.is_insecure() {
        return None;
    }
    let secure = remedy::spelled(&origin.text, Place::Policy, "https");
    let instead = secure.map_or_else(|| "use `https`".to_owned(), |text| format!("write {}", literal(&text)));
    Some(Mistake {
        message: format!(
            "{} is not encrypted: anyone on the network path can pose as that origin and, because the policy allows \
             credentials, read what your server answers to a logged-in user",
            quote(&origin.text)
        ),
        help: Some(format!(
            "{instead}, or put `#[dangerously_allow(insecure_origins)]` on {entry} if that risk is acceptable"
        )),
    })
}

/// The rules in the order in which a text is read; the first that is broken is the one that is reported.
fn read(text: &str, place: Place) -> Result<OriginText, Fault> {
    text::empty(text)?;
    text::null(text)?;
    text::any(text)?;
    text::several(text, place)?;
    text::white_space(text)?;
    text::endless(text)?;
    wildcard::only_in_policies(text, place)?;
    let (name, rest) = scheme::split(text)?;
    let scheme = scheme::read(name)?;
    let (host, port) = authority::split(authority::alone(rest)?)?;
    let host = match scheme {
        Scheme::Http | Scheme::Https => authority::host(host)?,
        Scheme::Other(_) => authority::opaque(host, name)?,
    };
    let port = port::read(port, &scheme)?;
    Ok(OriginText { text: text.to_owned(), scheme, host, port })
}

/// The mistake that a fault is, once the right spelling of the whole text is known or known to be out of reach.
fn explain(fault: Fault, text: &str, place: Place) -> Mistake {
    let help = match fault.advice {
        Advice::Words(words) => Some(words),
        Advice::Spelling => remedy::help(text, place),
        Advice::SpellingOr(words) => remedy::help(text, place).or(Some(words)),
    };
    Mistake { message: fault.message, help }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_browsers_send_is_read_into_its_parts() {
        let domain = |name: &str| Host::Domain(name.into());
        for (text, scheme, host, port) in [
            ("https://app.example.com", Scheme::Https, domain("app.example.com"), Port::Default),
            ("http://localhost:3000", Scheme::Http, domain("localhost"), Port::Number(3000)),
            ("http://localhost:*", Scheme::Http, domain("localhost"), Port::Any),
            ("http://app.example.com:443", Scheme::Http, domain("app.example.com"), Port::Number(443)),
            (
                "https://under_score.-a-.example",
                Scheme::Https,
                domain("under_score.-a-.example"),
                Port::Default,
            ),
            ("https://xn--mnchen-3ya.de", Scheme::Https, domain("xn--mnchen-3ya.de"), Port::Default),
            ("https://127.0.0.1", Scheme::Https, Host::Ipv4(Ipv4Addr::LOCALHOST), Port::Default),
            ("http://[::1]:8080", Scheme::Http, Host::Ipv6(Ipv6Addr::LOCALHOST), Port::Number(8080)),
            (
                "https://*.example.com:*",
                Scheme::Https,
                Host::WholeLabel { base: "example.com".into() },
                Port::Any,
            ),
            (
                "https://pr-*--shop.netlify.app",
                Scheme::Https,
                Host::InLabel { before: "pr-".into(), after: "--shop".into(), base: "netlify.app".into() },
                Port::Default,
            ),
            ("app://-", Scheme::Other("app".into()), Host::Opaque("-".into()), Port::Default),
            (
                "safari-web-extension://140BB581-A1B2",
                Scheme::Other("safari-web-extension".into()),
                Host::Opaque("140BB581-A1B2".into()),
                Port::Default,
            ),
            (
                "tauri://localhost:*",
                Scheme::Other("tauri".into()),
                Host::Opaque("localhost".into()),
                Port::Any,
            ),
        ] {
            let read = OriginText::pattern(text).unwrap();
            assert_eq!((&read.scheme, &read.host, read.port), (&scheme, &host, port), "{text}");
            assert_eq!(read.text, text);
            assert_eq!(OriginText::exact(text).is_ok(), !text.contains('*'), "{text}");
        }
    }

    #[test]
    fn only_plain_http_beyond_loopback_is_insecure() {
        for (text, loopback, insecure) in [
            ("http://app.example.com", false, true),
            ("https://app.example.com", false, false),
            ("http://localhost", true, false),
            ("http://*.localhost:*", true, false),
            ("http://pr-*.app.localhost", true, false),
            ("http://a.localhost:3000", true, false),
            ("http://notlocalhost", false, true),
            ("http://localhost.example.com", false, true),
            ("http://127.9.8.7", true, false),
            ("http://128.0.0.1", false, true),
            ("http://[::1]", true, false),
            ("http://[::ffff:7f00:1]", false, true),
            ("tauri://localhost", false, false),
        ] {
            let read = OriginText::pattern(text).unwrap();
            assert_eq!((read.is_loopback(), read.is_insecure()), (loopback, insecure), "{text}");
            assert_eq!(insecure_with_credentials(&read, "its entry").is_some(), insecure, "{text}");
        }
    }

    #[test]
    fn an_insecure_origin_is_told_its_https_spelling_and_the_waiver() {
        for (text, https) in [
            ("http://app.example.com", "`\"https://app.example.com\"`"),
            ("http://*.example.com:8080", "`\"https://*.example.com:8080\"`"),
            ("http://app.example.com:443", "`\"https://app.example.com\"`"),
        ] {
            let mistake =
                insecure_with_credentials(&OriginText::pattern(text).unwrap(), "its entry").unwrap();
            let help = mistake.help.unwrap();
            assert!(help.starts_with(&format!("write {https}")), "{text}: {help}");
            assert!(help.contains("#[dangerously_allow(insecure_origins)]"));
        }
    }
}
