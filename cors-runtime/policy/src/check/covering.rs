//! Which entries of a list of origins cover another one, without comparing each with each: thousands of patterns may
//! share a base, and thousands of ports a host.

use std::collections::{BTreeSet, HashMap};

use crate::origin::{ANY_PORT, Hosts, LONGEST_NAME, Pattern};

/// The entries of a list by what they can cover. It finds what [`Pattern::covers`] says.
#[derive(Debug, Default)]
pub(super) struct Covering<'a> {
    exact: HashMap<HostKey<'a>, Vec<usize>>,
    any_label: HashMap<HostKey<'a>, Vec<usize>>,
    in_label: HashMap<HostKey<'a>, LabelPatterns<'a>>,
}

/// Host or base, scheme and port.
type HostKey<'a> = (&'a str, &'a str, u32);

/// Patterns of one base by what is before and after their wildcards.
#[derive(Debug, Default)]
struct LabelPatterns<'a> {
    by_ends: HashMap<(&'a str, &'a str), Vec<usize>>,
    lengths: BTreeSet<(usize, usize)>,
}

impl<'a> Covering<'a> {
    pub(super) fn new(origins: impl Iterator<Item = &'a Pattern>) -> Self {
        let mut covering = Self::default();
        for (at, origin) in origins.enumerate() {
            let key = (origin.hosts().base(), origin.scheme(), origin.port());
            match origin.hosts() {
                Hosts::Exact(_) => covering.exact.entry(key).or_default().push(at),
                // The base of any host is empty.
                Hosts::AnyLabel { .. } | Hosts::AnyHost => {
                    covering.any_label.entry(key).or_default().push(at);
                }
                Hosts::InLabel { before, after, .. } => {
                    let of_base = covering.in_label.entry(key).or_default();
                    of_base.by_ends.entry((before, after)).or_default().push(at);
                    of_base.lengths.insert((before.len(), after.len()));
                }
            }
        }
        covering
    }

    /// The indices of the entries that cover `origin`, itself included, in order.
    pub(super) fn find(&self, origin: &Pattern) -> Vec<usize> {
        let mut found = Vec::new();
        let own = Some(origin.port()).filter(|port| *port != ANY_PORT);
        for port in own.into_iter().chain([ANY_PORT]) {
            self.find_with_port(origin, port, &mut found);
        }
        found.sort_unstable();
        found
    }

    fn find_with_port(&self, origin: &Pattern, port: u32, found: &mut Vec<usize>) {
        let (base, scheme) = (origin.hosts().base(), origin.scheme());
        // The bases of the patterns that reach it: a pattern's own base, and the end of a host after each dot.
        let own = Some(base).filter(|_| !matches!(origin.hosts(), Hosts::Exact(_)));
        let ends = base.match_indices('.').map(|(dot, _)| &base[dot + 1..]);
        let any_host = Some("").filter(|_| (1..=LONGEST_NAME).contains(&base.len()));
        for end in own.into_iter().chain(ends).chain(any_host) {
            found.extend(self.any_label.get(&(end, scheme, port)).into_iter().flatten());
        }
        match origin.hosts() {
            Hosts::AnyLabel { .. } | Hosts::AnyHost => {}
            Hosts::Exact(host) => {
                found.extend(self.exact.get(&(host, scheme, port)).into_iter().flatten());
                if let Some((label, rest)) = host.split_once('.')
                    && let Some(patterns) = self.in_label.get(&(rest, scheme, port))
                {
                    // The wildcard stands for at least one byte.
                    let fits = |(before, after): (usize, usize)| before + after < label.len();
                    patterns.find(label, label, fits, found);
                }
            }
            Hosts::InLabel { before, after, .. } => {
                if let Some(patterns) = self.in_label.get(&(base, scheme, port)) {
                    patterns.find(before, after, |_| true, found);
                }
            }
        }
    }
}

impl LabelPatterns<'_> {
    /// Those whose ends `start` begins with and `end` ends with.
    fn find(&self, start: &str, end: &str, fits: impl Fn((usize, usize)) -> bool, found: &mut Vec<usize>) {
        for (before, after) in self.lengths.iter().copied().filter(|lengths| fits(*lengths)) {
            let ends = start.get(..before).zip(end.len().checked_sub(after).and_then(|from| end.get(from..)));
            found.extend(ends.and_then(|ends| self.by_ends.get(&ends)).into_iter().flatten());
        }
    }
}

#[cfg(test)]
mod tests;
