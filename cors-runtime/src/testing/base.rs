//! An origin taken apart, as loosely as a scanner does it.

/// What probes are derived from. `*` of a declared wildcard is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    pub(super) scheme: String,
    pub(super) host: String,
    /// With its colon; empty for the default port.
    pub(super) port: String,
}

impl Base {
    /// Reads `scheme://host[:port]`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let digits = rest.rsplit_once(':').filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        let (host, port) = match digits {
            Some((host, port)) => (host, format!(":{port}")),
            None => (rest.strip_suffix(":*").unwrap_or(rest), String::new()),
        };
        Some(Self { scheme: scheme.to_owned(), host: host.replace('*', "declared"), port })
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

    /// Neither an address nor a single label.
    pub(super) fn is_domain(&self) -> bool {
        self.is_web() && self.host.contains('.') && self.host.bytes().any(|byte| byte.is_ascii_alphabetic())
    }

    /// The domain above the host, where it is not the last label alone.
    pub(super) fn parent(&self) -> Option<&str> {
        self.host
            .split_once('.')
            .map(|(_, parent)| parent)
            .filter(|parent| self.is_domain() && parent.contains('.'))
    }
}

/// Whether one of the wildcards in `named` means `origin`, read loosely but for the rule that whatever a wildcard
/// stands for is of the letters of a host, or a port.
pub(super) fn is_declared(named: &[String], origin: &str) -> bool {
    named.iter().any(|entry| {
        let Some(entry) = entry.strip_suffix(":*") else { return is_below(entry, origin) };
        let default = if entry.starts_with("https://") { 443 } else { 80 };
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
    middle.is_some_and(|middle| middle.split('.').all(is_label) && (whole || !middle.contains('.')))
}

fn is_port(text: &str, default: u16) -> bool {
    text.parse().is_ok_and(|port: u16| port > 0 && port.to_string() == text && port != default)
}

fn is_label(text: &str) -> bool {
    let letter =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    !text.is_empty() && text.len() <= 63 && text.bytes().all(letter)
}
