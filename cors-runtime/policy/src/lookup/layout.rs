//! How the origins of a policy are laid out for look-ups: perfect-hash tables by phf's generator, with the hash that the
//! compiler and the server can both run.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use phf_generator::generate_hash_with_hash_fn;

use super::hash::{fingerprint, hash};
use super::in_label;
use super::origins::OriginList;
use super::patterns::{Patterns, Suffix};
use super::table::Table;
use super::texts::{Joined, Texts};
use crate::origin::{ANY_PORT, Hosts, Pattern};

/// Up to this many entries, comparing each is cheaper than hashing.
const COMPARED: usize = 8;

impl OriginList {
    /// Lays out `origins`, without `runtime`. An entry that is listed twice counts once. `secret` is part of the key of
    /// every hash: where strangers can add to the list, it keeps them from choosing entries for which no table can
    /// be built.
    pub fn from_patterns<'a>(origins: impl IntoIterator<Item = &'a Pattern>, secret: u64) -> Self {
        let (mut written, mut sorted, mut seen) = (Joined::default(), Sorted::default(), HashSet::new());
        for origin in origins.into_iter().filter(|origin| seen.insert(origin.text())) {
            written.push(origin.text());
            sorted.add(origin);
        }
        drop(seen);
        sorted.laid_out(written.into(), secret)
    }

    /// Lays out a constant list together with one that the running service has `given`, each of which has every entry
    /// once and legal. What stands in both counts once.
    pub fn with_given(written: Texts, given: &Texts, secret: u64) -> Self {
        let mut sorted = Sorted::default();
        let constant: HashSet<&str> = written.iter().collect();
        let added = given.iter().filter(|text| !constant.contains(text));
        written.iter().chain(added).for_each(|text| sorted.add_text(text));
        drop(constant);
        sorted.laid_out(written, secret)
    }
}

/// Entries by how they are found.
#[derive(Default)]
struct Sorted {
    exact: Joined,
    any_port: Joined,
    suffixes: Vec<Suffix>,
    /// Their indices.
    by_suffix: HashMap<(String, u32), usize>,
    reaching_suffixes: Joined,
}

impl Sorted {
    /// An entry that is legal.
    fn add_text(&mut self, text: &str) {
        if !text.contains('*') {
            self.exact.push(text);
        } else if let Ok(origin) = Pattern::parse(text) {
            self.add(&origin);
        }
    }

    fn add(&mut self, origin: &Pattern) {
        if reaches_suffix(origin) {
            self.reaching_suffixes.push(origin.text());
        }
        if !matches!(origin.hosts(), Hosts::Exact(_)) {
            let fixed = match origin.hosts() {
                Hosts::AnyHost => format!("{}://", origin.scheme()),
                hosts => format!(".{}", hosts.base()),
            };
            let key = (fixed, origin.scheme_and_port());
            let at = *self.by_suffix.entry(key).or_insert_with_key(|key| {
                self.suffixes.push(Suffix::new(key.clone()));
                self.suffixes.len() - 1
            });
            self.suffixes[at].add(origin.hosts());
        } else if origin.port() == ANY_PORT {
            self.any_port.push(origin.without_any_port());
        } else {
            self.exact.push(origin.text());
        }
    }

    fn laid_out(mut self, written: Texts, secret: u64) -> OriginList {
        drop(self.by_suffix);
        self.suffixes
            .sort_unstable_by(|a, b| (&a.text, a.scheme_and_port).cmp(&(&b.text, b.scheme_and_port)));
        let suffixes = self.suffixes.into_iter().map(Suffix::sorted).collect();
        OriginList {
            written,
            exact: Table::from_texts(self.exact, secret),
            any_port: Table::from_texts(self.any_port, secret),
            patterns: Patterns::from_suffixes(suffixes, secret),
            reaching_suffixes: self.reaching_suffixes.into(),
            runtime: None,
        }
    }
}

#[cfg(feature = "policies")]
fn reaches_suffix(origin: &Pattern) -> bool {
    crate::suffixes::touches_public_suffix(origin).is_some()
}

#[cfg(not(feature = "policies"))]
fn reaches_suffix(_: &Pattern) -> bool {
    false
}

impl Suffix {
    fn new((text, scheme_and_port): (String, u32)) -> Self {
        Self { text: Cow::Owned(text), scheme_and_port, any_label: false, in_label: Cow::default() }
    }

    fn add(&mut self, hosts: &Hosts) {
        if let Hosts::InLabel { before, after, .. } = hosts {
            self.in_label.to_mut().push((before.clone().into(), after.clone().into()));
        } else {
            self.any_label = true;
        }
    }

    fn sorted(mut self) -> Self {
        in_label::sort(self.in_label.to_mut());
        self
    }
}

impl Table {
    fn from_texts(texts: Joined, secret: u64) -> Self {
        let unordered = Texts::from(texts);
        let all: Vec<u32> = (0..).take(unordered.len()).collect();
        let slots =
            Slots::assign(&all, |at, key| hash(key, unordered.get(*at as usize).as_bytes(), 0), secret);
        let texts = unordered.in_order(&slots.order);
        let compared = if slots.displacements.is_empty() { texts.len() } else { 0 };
        let fingerprints = texts.iter().take(compared).map(|text| fingerprint(text.as_bytes())).collect();
        Self {
            key: slots.key,
            displacements: slots.displacements.into(),
            fingerprints,
            longest: texts.iter().map(str::len).max().unwrap_or_default(),
            texts,
        }
    }
}

impl Patterns {
    fn from_suffixes(suffixes: Vec<Suffix>, secret: u64) -> Self {
        let Slots { key, displacements, order } = Slots::assign(
            &suffixes,
            |suffix, key| hash(key, suffix.text.as_bytes(), suffix.scheme_and_port),
            secret,
        );
        let mut suffixes: Vec<_> = suffixes.into_iter().map(Some).collect();
        let suffixes = order.iter().filter_map(|at| suffixes[*at].take()).collect();
        Self::new(key, displacements.into(), suffixes)
    }
}

/// A table's seed and displacements, and for each slot the index of its entry.
struct Slots {
    key: u64,
    displacements: Vec<(u32, u32)>,
    order: Vec<usize>,
}

impl Slots {
    /// Places distinct entries by their hash under a key.
    fn assign<T>(entries: &[T], hash: impl Fn(&T, u64) -> (u32, u32, u32), secret: u64) -> Self {
        if entries.len() <= COMPARED {
            return Self { key: 0, displacements: Vec::new(), order: (0..entries.len()).collect() };
        }
        let state = generate_hash_with_hash_fn(entries, |entry, seed| {
            // The value cannot be constructed here, only its fields can be set.
            let mut hashes = phf_shared::hash(&0_u8, &0);
            (hashes.g, hashes.f1, hashes.f2) = hash(entry, *seed ^ secret);
            hashes
        });
        Self { key: state.key ^ secret, displacements: state.disps, order: state.map }
    }
}

#[cfg(test)]
mod tests;
