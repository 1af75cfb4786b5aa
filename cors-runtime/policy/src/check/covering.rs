//! Which entries of a list of origins cover another one, without comparing each with each: thousands of patterns may
//! share a base, and thousands of ports a host.

use super::list::Index;
use crate::origin::{ANY_PORT, Hosts, LONGEST_NAME, Pattern};

/// The entries of a list by what they can cover: host or base, scheme and port. It finds what [`Pattern::covers`] says.
#[derive(Debug, Default)]
pub(super) struct Covering<'a> {
    origins: Vec<&'a Pattern>,
    exact: Index<'a>,
    any_label: Index<'a>,
    /// Of those in a label, one for each pair of [`lengths`].
    by_lengths: Index<'a>,
    /// By what is before and after the wildcard, and the first entry of the same base, scheme and port.
    in_label: Index<'a>,
}

impl<'a> Covering<'a> {
    pub(super) fn new(origins: impl Iterator<Item = &'a Pattern>) -> Self {
        let mut covering = Self::default();
        for (at, origin) in origins.enumerate() {
            covering.origins.push(origin);
            let key = (origin.hosts().base(), origin.scheme(), origin.port() as usize);
            let (index, key) = match origin.hosts() {
                Hosts::Exact(_) => (&mut covering.exact, key),
                // The base of any host is empty.
                Hosts::AnyLabel { .. } | Hosts::AnyHost => (&mut covering.any_label, key),
                Hosts::InLabel { before, after, .. } => {
                    let of_base = covering.by_lengths.entry(key).or_default();
                    if !of_base.iter().any(|other| lengths(covering.origins[*other]) == lengths(origin)) {
                        of_base.push(at);
                    }
                    (&mut covering.in_label, (before.as_str(), after.as_str(), of_base[0]))
                }
            };
            index.entry(key).or_default().push(at);
        }
        covering
    }

    /// The indices of the entries that cover `origin`, itself included, in any order.
    pub(super) fn find(&self, origin: &Pattern) -> Vec<usize> {
        let mut found = Vec::new();
        self.find_with_port(origin, ANY_PORT, &mut found);
        if origin.port() != ANY_PORT {
            self.find_with_port(origin, origin.port(), &mut found);
        }
        found
    }

    fn find_with_port(&self, origin: &Pattern, port: u32, found: &mut Vec<usize>) {
        let mut add = |index, key| found.extend_from_slice(listed(index, key));
        let (base, scheme, port) = (origin.hosts().base(), origin.scheme(), port as usize);
        // The bases of the patterns that reach it: a pattern's own base, and the end of a host after each dot.
        if !matches!(origin.hosts(), Hosts::Exact(_)) {
            add(&self.any_label, (base, scheme, port));
        }
        for (dot, _) in base.match_indices('.') {
            add(&self.any_label, (&base[dot + 1..], scheme, port));
        }
        if (1..=LONGEST_NAME).contains(&base.len()) {
            add(&self.any_label, ("", scheme, port));
        }
        let (start, end, base) = match origin.hosts() {
            Hosts::AnyLabel { .. } | Hosts::AnyHost => return,
            Hosts::InLabel { before, after, base } => (before.as_str(), after.as_str(), base.as_str()),
            Hosts::Exact(host) => {
                add(&self.exact, (host, scheme, port));
                let (label, base) = host.split_once('.').unwrap_or_default();
                (label, label, base)
            }
        };
        let of_base = listed(&self.by_lengths, (base, scheme, port));
        for (before, after) in of_base.iter().map(|at| lengths(self.origins[*at])) {
            let ends = start.get(..before).zip(end.len().checked_sub(after).and_then(|from| end.get(from..)));
            // In a label the wildcard stands for at least one byte, and in a pattern for what stands for one.
            if let Some((first, last)) = ends
                && (matches!(origin.hosts(), Hosts::InLabel { .. }) || before + after < start.len())
            {
                add(&self.in_label, (first, last, of_base[0]));
            }
        }
    }
}

/// The entries with this key. Not inlined: a look-up is 300 bytes of code.
#[inline(never)]
fn listed<'a>(index: &'a Index<'a>, key: (&'a str, &'a str, usize)) -> &'a [usize] {
    index.get(&key).map_or(&[], Vec::as_slice)
}

/// How many bytes of the label are before and after the wildcard.
fn lengths(origin: &Pattern) -> (usize, usize) {
    match origin.hosts() {
        Hosts::InLabel { before, after, .. } => (before.len(), after.len()),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests;
