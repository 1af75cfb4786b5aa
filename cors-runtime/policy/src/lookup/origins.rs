//! Which origins a policy names, and whether the text of an `Origin` header is one of them.

use std::fmt;
use std::sync::Arc;

use super::patterns::Patterns;
use super::table::Table;
use super::texts::Texts;
use crate::allowed::Allowed;
use crate::bytes::strip;
use crate::origin::{ANY_PORT, LONGEST_NAME, Origin, Scheme, is_domain, is_opaque, split_port};
use crate::words::RunTimeWaivers;

/// The origins of a policy.
pub type OriginSet = Allowed<OriginList>;

/// A list of origins, sorted by how they are looked up.
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
    /// Those of them that reach a public suffix, so that strangers can register names that match.
    pub reaching_suffixes: Texts,
    /// The entry `runtime`.
    pub runtime: Option<RunTimeEntry>,
}

/// The entry `runtime` of a list.
#[derive(Debug, Clone)]
pub struct RunTimeEntry {
    /// The risks that it may create.
    pub waivers: RunTimeWaivers,
    /// What the running service has put in its place.
    pub origins: RunTime,
}

/// What takes the place of `runtime`.
#[derive(Clone)]
pub enum RunTime {
    /// Nothing yet: the policy is a template.
    Unknown,
    /// A list, which is among the policy's other origins.
    List(Texts),
    /// A function of the service's own.
    Predicate(Predicate),
}

/// A service's own decision on an origin.
pub type Predicate = Arc<dyn Fn(&Origin<'_>) -> bool + Send + Sync>;

/// How an origin was found in a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It is not among the origins.
    No,
    /// The policy is open to any origin.
    Any,
    /// In this slot of the table of exact origins.
    Exact(usize),
    /// By a pattern.
    Pattern,
}

impl OriginSet {
    /// How `text`, the value of a request's only `Origin` line, is found. Not asked is a predicate of the service.
    #[allow(clippy::inline_always, reason = "counted: one call of each request")]
    #[inline(always)]
    pub const fn find(&self, text: &[u8]) -> Found {
        match self {
            Self::Any => Found::Any,
            Self::None => Found::No,
            Self::List(list) => list.find(text),
        }
    }

    /// The entry `runtime`.
    #[inline]
    pub const fn run_time_entry(&self) -> Option<&RunTimeEntry> {
        match self {
            Self::Any | Self::None => None,
            Self::List(list) => list.runtime.as_ref(),
        }
    }

    /// The same origins, for a constant that takes them over from this one: a long list is written down once.
    #[must_use]
    pub const fn shared(&'static self) -> Self {
        match self {
            Self::Any => Self::Any,
            Self::None => Self::None,
            Self::List(list) => Self::List(list.shared()),
        }
    }

    /// The list that the running service has given; empty where there is none.
    pub const fn given(&self) -> &Texts {
        match self {
            Self::Any | Self::None => &Texts::Constant(&[]),
            Self::List(list) => list.given(),
        }
    }
}

/// The tables follow from the entries.
impl PartialEq for OriginList {
    fn eq(&self, other: &Self) -> bool {
        let run_time = |list: &Self| list.runtime.as_ref().map(|entry| entry.waivers);
        self.written == other.written && run_time(self) == run_time(other) && self.given() == other.given()
    }
}

impl OriginList {
    const fn shared(&'static self) -> Self {
        let runtime = match &self.runtime {
            Some(entry) => Some(RunTimeEntry { waivers: entry.waivers, origins: RunTime::Unknown }),
            None => None,
        };
        Self {
            written: self.written.shared(),
            exact: self.exact.shared(),
            any_port: self.any_port.shared(),
            patterns: self.patterns.shared(),
            reaching_suffixes: self.reaching_suffixes.shared(),
            runtime,
        }
    }

    /// See [`OriginSet::given`].
    pub const fn given(&self) -> &Texts {
        match &self.runtime {
            Some(RunTimeEntry { origins: RunTime::List(list), .. }) => list,
            _ => &Texts::Constant(&[]),
        }
    }

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
    #[inline]
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
        match web_host(stem) {
            Some((scheme, host)) => is_domain(host) && self.patterns.matches(scheme, host, port),
            None => match self.patterns.split_scheme(stem) {
                Some((scheme, host)) => {
                    host.len() <= LONGEST_NAME && is_opaque(host) && self.patterns.any_host(scheme, port)
                }
                None => false,
            },
        }
    }

    /// Whether a single entry allows every origin that `entry`, a legal one, stands for. It is looked up as if it were
    /// an origin: no fixed part of an entry has a `*`, so only a wildcard takes one in, and whatever it stands for.
    pub(crate) const fn covers(&self, entry: &[u8]) -> bool {
        if !self.exact.is_empty() && self.exact.find(entry).is_some() {
            return true;
        }
        if !self.has_patterns() {
            return false;
        }
        let parts = match entry {
            [stem @ .., b':', b'*'] => Some((stem, ANY_PORT)),
            _ => split_port(entry),
        };
        let Some((stem, port)) = parts else { return false };
        if !self.any_port.is_empty() && self.any_port.find(stem).is_some() {
            return true;
        }
        match web_host(stem) {
            Some((scheme, host)) => self.patterns.matches(scheme, host, port),
            None => match self.patterns.split_scheme(stem) {
                Some((scheme, host)) => host.len() <= LONGEST_NAME && self.patterns.any_host(scheme, port),
                None => false,
            },
        }
    }
}

/// Whether the scheme is `https`, and the host; `None` for a scheme that is neither that nor `http`.
const fn web_host(stem: &[u8]) -> Option<(Scheme, &[u8])> {
    if let Some(host) = strip(stem, b"https://") {
        Some((Scheme::Https, host))
    } else if let Some(host) = strip(stem, b"http://") {
        Some((Scheme::Other, host))
    } else {
        None
    }
}

impl RunTimeEntry {
    /// Whether a run-time list can name `origin`, or a predicate see it: with credentials, no insecure one, unless
    /// the waiver is given.
    pub const fn admits(&self, credentials: bool, origin: &Origin<'_>) -> bool {
        !credentials || self.waivers.insecure_origins || !origin.is_insecure()
    }
}

impl fmt::Debug for RunTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("Unknown"),
            Self::List(list) => f.debug_tuple("List").field(list).finish(),
            Self::Predicate(_) => f.write_str("Predicate"),
        }
    }
}
