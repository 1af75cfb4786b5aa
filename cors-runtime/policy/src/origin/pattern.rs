//! An entry of a list of origins.
//!
//! What is legal is decided by [`Origin`]: an exact entry has to be one, and a pattern is legal if the
//! shortest origin that it matches is one. Why a text is refused is left to [`explain`](super::explain).

use std::borrow::Cow;

use super::{ANY_PORT, DEFAULT_PORT, Origin, Scheme, scheme_and_port};
use crate::near::edit_distance;

/// An exact origin or a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    text: String,
    hosts: Hosts,
    scheme_and_port: u32,
    port: u32,
    insecure: bool,
}

/// The hosts that an entry matches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hosts {
    /// One.
    Exact(String),
    /// `*.base`: one or more labels in front of the base.
    AnyLabel {
        /// What follows the left-most label and its dot.
        base: String,
    },
    /// `before*after.base`: one label in front of the base.
    InLabel {
        /// What the label begins with.
        before: String,
        /// What it ends with.
        after: String,
        /// What follows it and its dot.
        base: String,
    },
    /// `*` with a scheme other than `http` and `https`: whatever host there is.
    AnyHost,
}

impl Hosts {
    /// The host, or what follows the left-most label of a pattern; empty for any host.
    pub fn base(&self) -> &str {
        match self {
            Self::Exact(base) | Self::AnyLabel { base } | Self::InLabel { base, .. } => base,
            Self::AnyHost => "",
        }
    }
}

impl Pattern {
    pub(super) fn read_exact(text: &str) -> Option<Self> {
        Self::read(text).filter(|_| !text.contains('*'))
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let (stem, any_port) = match text.strip_suffix(":*") {
            Some(stem) => (stem, true),
            None => (text, false),
        };
        let (shortest, wildcard) = match Wildcard::find(stem) {
            Some(wildcard) => (Cow::Owned(stem.replacen('*', "0", 1)), Some(wildcard)),
            None => (Cow::Borrowed(stem), None),
        };
        let origin = Origin::parse(&shortest)?;
        let decodable = !origin.has_domain() || is_decodable(origin.host());
        if any_port && origin.port().is_some() || !is_meant(origin.scheme()) || !decodable {
            return None;
        }
        let hosts = match wildcard {
            None => Hosts::Exact(origin.host().to_owned()),
            Some(wildcard) if origin.has_domain() => wildcard.hosts(origin.host())?,
            // Nothing else stood beside the `*`.
            Some(_) if origin.has_opaque_host() && origin.host() == "0" => Hosts::AnyHost,
            Some(_) => return None,
        };
        let scheme = if origin.scheme() == "https" { Scheme::Https } else { Scheme::Other };
        let port = if any_port { ANY_PORT } else { origin.port().map_or(DEFAULT_PORT, u32::from) };
        Some(Self {
            scheme_and_port: scheme_and_port(scheme, port),
            insecure: origin.is_insecure(),
            text: text.to_owned(),
            hosts,
            port,
        })
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The whole text, and nothing else of it.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The text without a `*` as the port.
    pub fn without_any_port(&self) -> &str {
        self.text.strip_suffix(":*").unwrap_or(&self.text)
    }

    /// The scheme.
    pub fn scheme(&self) -> &str {
        self.text.split_once("://").map_or("", |(scheme, _)| scheme)
    }

    /// The hosts.
    pub fn hosts(&self) -> &Hosts {
        &self.hosts
    }

    /// The port, in the numbers of [`DEFAULT_PORT`] and [`ANY_PORT`].
    pub fn port(&self) -> u32 {
        self.port
    }

    /// Scheme and port in one number, as in [`scheme_and_port`]: any scheme but `https` counts as `http`.
    pub fn scheme_and_port(&self) -> u32 {
        self.scheme_and_port
    }

    /// Whether anyone on the network path can serve a page with such an origin.
    pub fn is_insecure(&self) -> bool {
        self.insecure
    }
}

/// The one `*` of a host.
struct Wildcard<'a> {
    before: &'a str,
    after: &'a str,
}

impl<'a> Wildcard<'a> {
    /// `None` if there is none, or one that is neither in the left-most label of several nor the whole host.
    fn find(stem: &'a str) -> Option<Self> {
        let (_, host) = stem.split_once("://")?;
        if host.strip_prefix('*').is_some_and(|port| port.is_empty() || port.starts_with(':')) {
            return Some(Self { before: "", after: "" });
        }
        let (label, base) = host.split_once('.')?;
        let (before, after) = label.split_once('*')?;
        let alone = !after.contains('*') && !base.contains('*');
        // One byte more or less in punycode changes every letter of a name, so what would match is unpredictable.
        (alone && !before.starts_with("xn--")).then_some(Self { before, after })
    }

    fn hosts(&self, shortest: &str) -> Option<Hosts> {
        let (_, base) = shortest.split_once('.')?;
        let base = base.to_owned();
        Some(if self.before.is_empty() && self.after.is_empty() {
            Hosts::AnyLabel { base }
        } else {
            Hosts::InLabel { before: self.before.to_owned(), after: self.after.to_owned(), base }
        })
    }
}

/// Whether a scheme can be meant as it is: `htps` is legal, but surely a typo.
fn is_meant(scheme: &str) -> bool {
    typo_of(scheme).is_none()
}

/// `https` or `http`, if a scheme is one typo away from it.
pub(super) fn typo_of(scheme: &str) -> Option<&'static str> {
    let web = ["https", "http"];
    if web.contains(&scheme) {
        return None;
    }
    web.into_iter().find(|meant| edit_distance(scheme, meant) == 1)
}

/// An `xn--` label stands for other letters and has to decode to them, and back to itself
/// (<https://www.unicode.org/reports/tr46/#Validity_Criteria>).
pub(super) fn is_decodable(host: &str) -> bool {
    !host.contains("xn--")
        || idna::domain_to_ascii_cow(host.as_bytes(), idna::AsciiDenyList::URL)
            .is_ok_and(|ascii| ascii == host)
}

#[cfg(test)]
mod tests;
