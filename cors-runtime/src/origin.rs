//! Which origins a policy names, and whether the text of an `Origin` header is one of them.
//!
//! Everything here is `const`: the compiler's queries and the server's decisions are the same code.

use crate::table::{Table, ends_with, same, slot, starts_with};

/// The origins of a policy. Not public API.
#[derive(Debug)]
pub enum Origins {
    /// `origins: any`.
    Any,
    /// A list.
    List(List),
}

/// A list of origins, sorted by how they are found. Not public API.
#[derive(Debug)]
pub struct List {
    /// The entries as the policy declares them, in order, without `runtime`.
    pub written: &'static [&'static str],
    /// The exact origins.
    pub exact: Table,
    /// `scheme://host` of the entries whose port is `*` and whose host is exact.
    pub any_port: Table,
    /// The entries with a wildcard in the host.
    pub patterns: Patterns,
    /// The entry `runtime`.
    pub runtime: Option<Runtime>,
}

/// The entry `runtime` of a list. Not public API.
#[derive(Debug, Clone, Copy)]
pub struct Runtime {
    /// It bears `#[dangerously_allow(insecure_origins)]`.
    pub insecure_origins: bool,
}

/// Host patterns as a perfect-hash table of their fixed ends, so that the cost grows with the labels of the asked
/// origin and not with the number of patterns. Not public API.
#[derive(Debug)]
pub struct Patterns {
    /// The seed under which the displacements were found.
    pub key: u64,
    /// phf's displacements; empty for few buckets.
    pub displacements: &'static [(u32, u32)],
    /// The buckets, in the order of their slots.
    pub buckets: &'static [Bucket],
    /// The shortest and the longest `end` of the buckets, in bytes.
    pub lengths: (usize, usize),
    /// Some bucket takes any port.
    pub any_port: bool,
}

/// The patterns that share scheme, end and port. Not public API.
#[derive(Debug)]
pub struct Bucket {
    /// What follows the left-most label, with its dot: `.example.com`.
    pub end: &'static str,
    /// Scheme and port, see `tag`.
    pub tag: u32,
    /// `*` as the whole left-most label: one or more labels.
    pub whole: bool,
    /// `before*after` inside the left-most label.
    pub parts: &'static [(&'static str, &'static str)],
}

/// The tag of a port that is not written: the scheme's default.
pub(crate) const DEFAULT_PORT: u32 = 0;
/// The tag of a port that is `*`.
pub(crate) const ANY_PORT: u32 = 1 << 16;

/// Scheme and port in one number: bit 17 is set for https; below it the port, 0 for the default, 65,536 for any.
pub(crate) const fn tag(https: bool, port: u32) -> u32 {
    (https as u32) << 17 | port
}

/// How an origin was found in a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// Not at all.
    No,
    /// The policy is open to any origin.
    Any,
    /// In this slot of the table of exact origins.
    Exact(usize),
    /// By a pattern.
    Pattern,
}

impl Origins {
    /// How `text`, the value of a request's only `Origin` line, is found among the origins known at compile time.
    pub(crate) const fn find(&self, text: &[u8]) -> Found {
        match self {
            Self::Any => Found::Any,
            Self::List(list) => {
                if let Some(slot) = list.exact.find(text) {
                    Found::Exact(slot)
                } else if list.has_patterns() && list.matches(text) {
                    Found::Pattern
                } else {
                    Found::No
                }
            }
        }
    }

    pub(crate) const fn runtime(&self) -> Option<Runtime> {
        match self {
            Self::Any => None,
            Self::List(list) => list.runtime,
        }
    }
}

impl List {
    /// Asked before [`matches`](Self::matches) is called, so that a miss costs no more than a hit where there are none.
    const fn has_patterns(&self) -> bool {
        !self.any_port.entries.is_empty() || !self.patterns.buckets.is_empty()
    }

    const fn matches(&self, text: &[u8]) -> bool {
        let Some((stem, port)) = split_port(text) else { return false };
        if !self.any_port.entries.is_empty() && self.any_port.find(stem).is_some() {
            return true;
        }
        if self.patterns.buckets.is_empty() {
            return false;
        }
        let (https, host) = if let Some(host) = strip(stem, b"https://") {
            (true, host)
        } else if let Some(host) = strip(stem, b"http://") {
            (false, host)
        } else {
            return false;
        };
        is_domain(host) && self.patterns.matches(https, host, port)
    }
}

impl Patterns {
    /// `host` is a valid domain, `port` a port or [`DEFAULT_PORT`].
    const fn matches(&self, https: bool, host: &[u8], port: u32) -> bool {
        let mut at = 0;
        let mut first = true;
        while at < host.len() {
            if host[at] == b'.' {
                let (head, end) = host.split_at(at);
                if end.len() < self.lengths.0 {
                    return false;
                }
                if end.len() <= self.lengths.1
                    && (self.holds(head, end, tag(https, port), first)
                        || self.any_port && self.holds(head, end, tag(https, ANY_PORT), first))
                {
                    return true;
                }
                first = false;
            }
            at += 1;
        }
        false
    }

    const fn holds(&self, head: &[u8], end: &[u8], tag: u32, one_label: bool) -> bool {
        if self.displacements.is_empty() {
            let mut at = 0;
            while at < self.buckets.len() {
                if self.buckets[at].holds(head, end, tag, one_label) {
                    return true;
                }
                at += 1;
            }
            return false;
        }
        let slot = slot(self.key, self.displacements, self.buckets.len(), end, tag);
        self.buckets[slot].holds(head, end, tag, one_label)
    }
}

impl Bucket {
    const fn holds(&self, head: &[u8], end: &[u8], tag: u32, one_label: bool) -> bool {
        if self.tag != tag || !same(self.end.as_bytes(), end) {
            return false;
        }
        if self.whole {
            return true;
        }
        let mut at = 0;
        while one_label && at < self.parts.len() {
            let (before, after) = self.parts[at];
            let (before, after) = (before.as_bytes(), after.as_bytes());
            if head.len() > before.len() + after.len() && starts_with(head, before) && ends_with(head, after)
            {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// `text` behind `start`.
const fn strip<'a>(text: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    if starts_with(text, start) { Some(text.split_at(start.len()).1) } else { None }
}

/// An origin's text before its port, and the port: 1 to 65535 without leading zero, never the scheme's default (a
/// browser does not send that), [`DEFAULT_PORT`] where none is written. `None` for what no browser sends.
pub(crate) const fn split_port(text: &[u8]) -> Option<(&[u8], u32)> {
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
pub(crate) const fn is_domain(host: &[u8]) -> bool {
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
