//! Whether one entry of a list makes another one redundant.

use super::{ANY_PORT, Hosts, LONGEST_NAME, Pattern};

impl Pattern {
    /// Whether every origin that `other` matches is matched by `self` too; an origin covers itself.
    pub fn covers(&self, other: &Self) -> bool {
        self.scheme() == other.scheme()
            && (self.port() == ANY_PORT || self.port() == other.port())
            && hosts_cover(self.hosts(), other.hosts())
    }
}

fn hosts_cover(wide: &Hosts, narrow: &Hosts) -> bool {
    match (wide, narrow) {
        _ if wide == narrow => true,
        // What ends with a base is never an address or an opaque host: a base is a domain, and its scheme a web
        // one.
        (Hosts::AnyLabel { base }, Hosts::Exact(name)) => below(name, base),
        (Hosts::AnyLabel { base }, Hosts::AnyLabel { base: inner } | Hosts::InLabel { base: inner, .. }) => {
            inner == base || below(inner, base)
        }
        // Of the same scheme, which is neither `http` nor `https`.
        (Hosts::AnyHost, Hosts::Exact(host)) => host.len() <= LONGEST_NAME,
        (Hosts::InLabel { before, after, base }, Hosts::Exact(name)) => name
            .split_once('.')
            .is_some_and(|(label, rest)| rest == base && label_matches(label, before, after)),
        // The wildcard of the narrower entry may start and end with any byte, so the fixed parts alone have to
        // match.
        (
            Hosts::InLabel { before, after, base },
            Hosts::InLabel { before: longer_before, after: longer_after, base: same },
        ) => {
            base == same
                && longer_before.starts_with(before.as_str())
                && longer_after.ends_with(after.as_str())
        }
        _ => false,
    }
}

/// Whether `name` has at least one label in front of `base`.
fn below(name: &str, base: &str) -> bool {
    name.strip_suffix(base).and_then(|front| front.strip_suffix('.')).is_some_and(|front| !front.is_empty())
}

/// Whether the two ends do not overlap and leave at least one byte for the wildcard.
fn label_matches(label: &str, before: &str, after: &str) -> bool {
    label.len() > before.len() + after.len() && label.starts_with(before) && label.ends_with(after)
}

#[cfg(test)]
mod tests;
