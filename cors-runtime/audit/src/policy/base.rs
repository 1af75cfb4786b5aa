//! A named origin taken apart, as loosely as a scanner does it.

use cors_runtime::Origin;

/// What probes are derived from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base<'a> {
    pub(super) scheme: &'a str,
    /// A wildcard in it is filled in.
    pub(super) host: String,
    /// With its colon; empty for the default port, and for `*`.
    pub(super) port: &'a str,
    /// What is before and after the wildcard of the host.
    pub(super) wildcard: Option<(&'a str, &'a str)>,
    /// The port is `*`.
    pub(super) any_port: bool,
}

/// What a wildcard is replaced with.
const FILLING: &str = "declared";

impl<'a> Base<'a> {
    /// Reads `scheme://host[:port]`.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let without_port = rest.strip_suffix(":*");
        let any_port = without_port.is_some();
        let rest = without_port.unwrap_or(rest);
        let colon = rest.rfind(':').filter(|at| rest[at + 1..].bytes().all(|byte| byte.is_ascii_digit()));
        let (host, port) = rest.split_at(colon.unwrap_or(rest.len()));
        let wildcard = host.split_once('*');
        Some(Self { scheme, host: host.replace('*', FILLING), port, wildcard, any_port })
    }

    /// The same origin with this host.
    pub(super) fn with_host(&self, host: &str) -> String {
        format!("{}://{host}{}", self.scheme, self.port)
    }

    /// The origin itself.
    pub(super) fn text(&self) -> String {
        self.with_host(&self.host)
    }

    pub(super) fn is_web(&self) -> bool {
        self.scheme == "https" || self.scheme == "http"
    }

    /// Whether the host is neither an address nor a single label.
    pub(super) fn is_domain(&self) -> bool {
        self.is_web() && self.host.contains('.') && self.host.bytes().any(|byte| byte.is_ascii_alphabetic())
    }

    /// Whether a page in its name can come from anyone on the network path. What is not an origin cannot be loopback:
    /// `127.0.0.1.nip.io` is a name that somebody else's server resolves.
    pub(super) fn is_insecure(&self) -> bool {
        let text = self.text();
        self.scheme == "http" && !Origin::parse(&text).is_some_and(|origin| origin.is_loopback())
    }
}

/// The wildcard entry among `declared` that matches `origin`, if there is one. It is read loosely, except that what a
/// wildcard matches must consist of the characters of a host, or be a port.
pub(super) fn declaring<'a>(declared: &[&'a str], origin: &str) -> Option<&'a str> {
    declared.iter().copied().find(|entry| {
        let Some(entry) = entry.strip_suffix(":*") else { return is_below(entry, origin) };
        let default = match entry.split_once("://") {
            Some(("https", _)) => Some(443),
            Some(("http", _)) => Some(80),
            _ => None,
        };
        match origin.rsplit_once(':') {
            Some((stem, port)) if is_port(port, default) => stem == entry || is_below(entry, stem),
            _ => origin == entry || is_below(entry, origin),
        }
    })
}

fn is_below(entry: &str, origin: &str) -> bool {
    let Some((before, after)) = entry.split_once('*') else { return false };
    let whole = before.ends_with("://");
    let middle = origin.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
    middle.is_some_and(|middle| {
        if is_any_host(entry) {
            // Such hosts are opaque.
            let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
            return (1..=253).contains(&middle.len()) && middle.bytes().all(letter);
        }
        middle.split('.').all(is_label) && (whole || !middle.contains('.'))
    })
}

/// Whether the entry stands for every host of its scheme.
pub(super) fn is_any_host(entry: &str) -> bool {
    entry.split_once("://*").is_some_and(|(_, port)| port.is_empty() || port.starts_with(':'))
}

fn is_port(text: &str, default: Option<u16>) -> bool {
    text.parse().is_ok_and(|port: u16| port > 0 && port.to_string() == text && Some(port) != default)
}

fn is_label(text: &str) -> bool {
    let letter =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    !text.is_empty() && text.len() <= 63 && text.bytes().all(letter)
}
