//! How the origins of a policy are laid out for look-ups: perfect-hash tables by phf's generator, with the hash that the
//! compiler and the server can both run.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use phf_generator::generate_hash_with_hash_fn;

use super::hash::{fingerprint, hash};
use super::in_label;
use super::origins::OriginList;
use super::patterns::{Patterns, Suffix};
use super::table::Table;
use super::texts::Texts;
use crate::origin::{ANY_PORT, Hosts, Pattern};

/// Up to this many entries, comparing each is cheaper than hashing.
const COMPARED: usize = 8;

impl OriginList {
    /// Lays out `origins`, without `runtime`. An entry that is listed twice counts once. `secret` is part of the key of
    /// every hash: where strangers can add to the list, it keeps them from choosing entries for which no table can
    /// be built.
    pub fn of<'a>(origins: impl IntoIterator<Item = &'a Pattern>, secret: u64) -> Self {
        let (mut written, mut exact, mut any_port) = (Vec::new(), Vec::new(), Vec::new());
        let mut reaching_suffixes = Vec::new();
        let mut suffixes: BTreeMap<(String, u32), Suffix> = BTreeMap::new();
        let mut seen = HashSet::new();
        for origin in origins.into_iter().filter(|origin| seen.insert(origin.text())) {
            written.push(origin.text().to_owned());
            if reaches_suffix(origin) {
                reaching_suffixes.push(origin.text().to_owned());
            }
            if !matches!(origin.hosts(), Hosts::Exact(_)) {
                let fixed = match origin.hosts() {
                    Hosts::AnyHost => format!("{}://", origin.scheme()),
                    hosts => format!(".{}", hosts.base()),
                };
                let key = (fixed, origin.scheme_and_port());
                suffixes.entry(key).or_insert_with_key(|key| Suffix::new(key.clone())).add(origin.hosts());
            } else if origin.port() == ANY_PORT {
                any_port.push(origin.without_any_port().to_owned());
            } else {
                exact.push(origin.text().to_owned());
            }
        }
        Self {
            written: Texts::Owned(written),
            exact: Table::of(exact, secret),
            any_port: Table::of(any_port, secret),
            patterns: Patterns::of(suffixes.into_values().map(Suffix::sorted).collect(), secret),
            reaching_suffixes: Texts::Owned(reaching_suffixes),
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
    fn of(texts: Vec<String>, secret: u64) -> Self {
        let keys: Vec<_> = texts.iter().map(|text| (text.as_str(), 0)).collect();
        let slots = Slots::of(&keys, secret);
        let texts = slots.in_order(texts);
        let compared = if slots.displacements.is_empty() { texts.as_slice() } else { &[] };
        let fingerprints = compared.iter().map(|text| fingerprint(text.as_bytes())).collect();
        Self {
            key: slots.key,
            displacements: slots.displacements.into(),
            fingerprints,
            longest: texts.iter().map(String::len).max().unwrap_or_default(),
            texts: Texts::Owned(texts),
        }
    }
}

impl Patterns {
    fn of(suffixes: Vec<Suffix>, secret: u64) -> Self {
        let keys: Vec<_> = suffixes.iter().map(|suffix| (&*suffix.text, suffix.scheme_and_port)).collect();
        let slots = Slots::of(&keys, secret);
        let suffixes = slots.in_order(suffixes);
        Self::new(slots.key, slots.displacements.into(), suffixes.into())
    }
}

/// A table's seed and displacements, and for each slot the index of its entry.
struct Slots {
    key: u64,
    displacements: Vec<(u32, u32)>,
    order: Vec<usize>,
}

impl Slots {
    /// Places distinct `(text, tag)`s.
    fn of(keys: &[(&str, u32)], secret: u64) -> Self {
        if keys.len() <= COMPARED {
            return Self { key: 0, displacements: Vec::new(), order: (0..keys.len()).collect() };
        }
        let state = generate_hash_with_hash_fn(keys, |(text, tag), key| {
            // The value cannot be constructed here, only its fields can be set.
            let mut hashes = phf_shared::hash(&0_u8, &0);
            (hashes.g, hashes.f1, hashes.f2) = hash(*key ^ secret, text.as_bytes(), *tag);
            hashes
        });
        Self { key: state.key ^ secret, displacements: state.disps, order: state.map }
    }

    fn in_order<T>(&self, entries: Vec<T>) -> Vec<T> {
        let mut entries: Vec<_> = entries.into_iter().map(Some).collect();
        self.order.iter().filter_map(|at| entries[*at].take()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_a_slot_of_its_own() {
        for count in [0, 1, 8, 9, 10, 100, 1000] {
            let texts: Vec<String> = (0..count).map(|at| format!("https://{at}.example.com")).collect();
            let keys: Vec<_> = texts.iter().map(String::as_str).zip([0, 1, 2].into_iter().cycle()).collect();
            let slots = Slots::of(&keys, 7);
            let mut order = slots.order.clone();
            order.sort_unstable();
            assert_eq!(order, (0..count).collect::<Vec<_>>());
            assert_eq!(slots.displacements.is_empty(), count <= COMPARED, "{count}");
        }
    }

    #[test]
    fn entries_are_sorted_by_how_they_are_found() {
        let list = [
            "https://a.example",
            "http://localhost:*",
            "https://*.b.example",
            "https://x-*.b.example",
            "https://*-y.b.example",
            "https://*.b.example:8443",
            "http://[::1]:*",
            "https://a.example",
            "https://*.github.io",
            "moz-extension://*:*",
        ];
        let read: Vec<Pattern> = list.iter().map(|text| Pattern::judge(text).unwrap()).collect();
        let laid_out = OriginList::of(&read, 7);
        let texts = |texts: &Texts| texts.iter().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(texts(&laid_out.written), [&list[..7], &list[8..]].concat());
        assert_eq!(texts(&laid_out.reaching_suffixes), ["https://*.github.io"]);
        assert_eq!(texts(&laid_out.exact.texts), ["https://a.example"]);
        assert_eq!(texts(&laid_out.any_port.texts), ["http://localhost", "http://[::1]"]);
        let suffixes: Vec<_> = laid_out
            .patterns
            .suffixes
            .iter()
            .map(|suffix| (&*suffix.text, suffix.scheme_and_port, suffix.any_label, suffix.in_label.len()))
            .collect();
        let https = 1 << 17;
        assert_eq!(
            suffixes,
            [
                (".b.example", https, true, 2),
                (".b.example", https + 8443, true, 0),
                (".github.io", https, true, 0),
                ("moz-extension://", ANY_PORT, true, 0),
            ]
        );
    }
}
