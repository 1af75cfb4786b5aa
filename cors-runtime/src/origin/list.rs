//! Which origins a policy names, and whether the text of an `Origin` header is one of them.
//!
//! What is known at compile time is searched in `const fn`s: the compiler's queries and the server's decisions are the
//! same code.

use std::borrow::Cow;
use std::fmt;

use cors_policy::bytes::{ends_with, same, starts_with, strip};
use cors_policy::origin::{ANY_PORT, is_domain, scheme_and_port, split_port};

use super::request::Origin;
use super::table::{Table, Texts, slice, slot, text};

/// The origins of a policy. Not public API.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "nearly every policy has a list, and none of them moves")]
pub enum Origins {
    /// `origins: any`.
    Any,
    /// A list.
    List(OriginList),
    /// `#[cross_origin(none)]`: the route takes no part in CORS.
    Excluded,
}

/// A list of origins, sorted by how they are looked up. Not public API.
#[derive(Debug, Clone)]
pub struct OriginList {
    /// The entries in declared order, without `runtime`.
    pub written: Texts,
    /// The exact origins.
    pub exact: Table,
    /// `scheme://host` of the entries whose port is `*` and whose host is exact.
    pub any_port: Table,
    /// The entries with a wildcard in the host.
    pub patterns: Patterns,
    /// Those of them that reach a public suffix, so that strangers get names that match.
    pub reaching_suffixes: Texts,
    /// The entry `runtime`.
    pub runtime: Option<RunTimeEntry>,
}

/// The entry `runtime` of a list. Not public API.
#[derive(Debug, Clone)]
pub struct RunTimeEntry {
    /// It bears `#[dangerously_allow(insecure_origins)]`.
    pub insecure_origins: bool,
    /// It bears `#[dangerously_allow(public_suffixes)]`.
    pub public_suffixes: bool,
    /// It bears `#[dangerously_allow(predicates)]`.
    pub predicates: bool,
    /// What the running service has put in its place.
    pub origins: RunTime,
}

/// What takes the place of `runtime`. Not public API.
#[derive(Clone)]
pub enum RunTime {
    /// Nothing yet: the policy is a template.
    Unknown,
    /// A list, which is among the policy's other origins.
    #[cfg(feature = "live")]
    List(std::sync::Arc<[String]>),
    /// A function of the service's own.
    #[cfg(feature = "live")]
    Predicate(Predicate),
}

/// A service's own decision on an origin. Not public API.
#[cfg(feature = "live")]
pub(crate) type Predicate = std::sync::Arc<dyn Fn(&Origin<'_>) -> bool + Send + Sync>;

/// Host patterns as a perfect-hash table of their fixed ends, so that the cost grows with the labels of the origin that
/// is looked up and not with the number of patterns. Not public API.
#[derive(Debug, Clone)]
pub struct Patterns {
    key: u64,
    displacements: Cow<'static, [(u32, u32)]>,
    suffixes: Cow<'static, [Suffix]>,
    /// The shortest and the longest suffix, in bytes.
    lengths: (usize, usize),
    /// Some suffix takes any port.
    any_port: bool,
}

/// The patterns that share scheme, fixed end and port. Not public API.
#[derive(Debug, Clone)]
pub struct Suffix {
    /// What follows the left-most label, with its dot: `.example.com`.
    pub text: Cow<'static, str>,
    /// In one number: bit 17 is set for https; below it the port, 0 for the default, 65,536 for any.
    pub scheme_and_port: u32,
    /// `*` as the whole left-most label: one or more labels.
    pub any_label: bool,
    /// `before*after` inside the left-most label.
    pub in_label: Cow<'static, [(Cow<'static, str>, Cow<'static, str>)]>,
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
            Self::List(list) => list.find(text),
            Self::Excluded => Found::No,
        }
    }

    pub(crate) const fn run_time_entry(&self) -> Option<&RunTimeEntry> {
        match self {
            Self::Any | Self::Excluded => None,
            Self::List(list) => list.runtime.as_ref(),
        }
    }

    /// The list that the running service has given; empty where there is none.
    pub(crate) fn given(&self) -> &[String] {
        match self.run_time_entry().map(|entry| &entry.origins) {
            #[cfg(feature = "live")]
            Some(RunTime::List(list)) => list,
            _ => &[],
        }
    }
}

impl OriginList {
    #[allow(clippy::inline_always, reason = "counted: 20 instructions of each request")]
    #[inline(always)]
    const fn find(&self, text: &[u8]) -> Found {
        if let Some(slot) = self.exact.find(text) {
            Found::Exact(slot)
        } else if self.has_patterns() && self.matches(text) {
            Found::Pattern
        } else {
            Found::No
        }
    }

    /// Called before [`matches`](Self::matches), so that a miss costs no more than a hit if there are no patterns.
    const fn has_patterns(&self) -> bool {
        !self.any_port.is_empty() || !self.patterns.is_empty()
    }

    const fn matches(&self, text: &[u8]) -> bool {
        let Some((stem, port)) = split_port(text) else { return false };
        if !self.any_port.is_empty() && self.any_port.find(stem).is_some() {
            return true;
        }
        if self.patterns.is_empty() {
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

impl RunTimeEntry {
    /// Whether a run-time list can name `origin`, or a predicate see it: with credentials, no insecure one, unless
    /// the waiver is given.
    pub(crate) const fn admits(&self, credentials: bool, origin: &Origin<'_>) -> bool {
        !credentials || self.insecure_origins || !origin.is_insecure()
    }
}

impl fmt::Debug for RunTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("Unknown"),
            #[cfg(feature = "live")]
            Self::List(list) => f.debug_tuple("List").field(list).finish(),
            #[cfg(feature = "live")]
            Self::Predicate(_) => f.write_str("Predicate"),
        }
    }
}

impl Patterns {
    /// `displacements` are empty for few suffixes, which stand in the order of their slots.
    pub const fn new(
        key: u64,
        displacements: Cow<'static, [(u32, u32)]>,
        suffixes: Cow<'static, [Suffix]>,
    ) -> Self {
        let (mut lengths, mut any_port, mut at) = ((usize::MAX, 0), false, 0);
        let all = slice(&suffixes);
        while at < all.len() {
            let length = text(&all[at].text).len();
            lengths = (
                if length < lengths.0 { length } else { lengths.0 },
                if length > lengths.1 { length } else { lengths.1 },
            );
            any_port |= all[at].scheme_and_port & ANY_PORT != 0;
            at += 1;
        }
        Self { key, displacements, suffixes, lengths, any_port }
    }

    const fn is_empty(&self) -> bool {
        slice(&self.suffixes).is_empty()
    }

    /// `host` is a valid domain, `port` a port or [`DEFAULT_PORT`](cors_policy::origin::DEFAULT_PORT).
    const fn matches(&self, https: bool, host: &[u8], port: u32) -> bool {
        let mut at = 0;
        let mut first = true;
        while at < host.len() {
            if host[at] == b'.' {
                let (front, end) = host.split_at(at);
                if end.len() < self.lengths.0 {
                    return false;
                }
                if end.len() <= self.lengths.1
                    && (self.holds(front, end, scheme_and_port(https, port), first)
                        || self.any_port && self.holds(front, end, scheme_and_port(https, ANY_PORT), first))
                {
                    return true;
                }
                first = false;
            }
            at += 1;
        }
        false
    }

    const fn holds(&self, front: &[u8], end: &[u8], tag: u32, one_label: bool) -> bool {
        let (suffixes, displacements) = (slice(&self.suffixes), slice(&self.displacements));
        if displacements.is_empty() {
            let mut at = 0;
            while at < suffixes.len() {
                if suffixes[at].holds(front, end, tag, one_label) {
                    return true;
                }
                at += 1;
            }
            return false;
        }
        let slot = slot(self.key, displacements, suffixes.len(), end, tag);
        suffixes[slot].holds(front, end, tag, one_label)
    }
}

impl Suffix {
    const fn holds(&self, front: &[u8], end: &[u8], tag: u32, one_label: bool) -> bool {
        if self.scheme_and_port != tag || !same(text(&self.text).as_bytes(), end) {
            return false;
        }
        if self.any_label {
            return true;
        }
        let (in_label, mut at) = (slice(&self.in_label), 0);
        while one_label && at < in_label.len() {
            let (before, after) = (text(&in_label[at].0).as_bytes(), text(&in_label[at].1).as_bytes());
            if front.len() > before.len() + after.len()
                && starts_with(front, before)
                && ends_with(front, after)
            {
                return true;
            }
            at += 1;
        }
        false
    }
}
