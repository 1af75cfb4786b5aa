//! How the origins of a policy are laid out for look-ups: perfect-hash tables by phf's generator, with the hash that the
//! compiler and the server can both run.

use std::collections::{BTreeMap, HashSet};

use phf_generator::generate_hash_with_hash_fn;

use crate::hash::{fingerprint, hash};
use crate::origin::{ANY_PORT, Hosts, Pattern};

/// Up to this many entries, comparing each is cheaper than hashing.
const COMPARED: usize = 8;

/// A list of origins, sorted by how they are looked up.
#[derive(Debug, Default)]
pub struct OriginTables {
    /// The entries in declared order, each once.
    pub written: Vec<String>,
    /// The exact origins.
    pub exact: TextTable,
    /// `scheme://host` of the entries whose port is `*` and whose host is exact.
    pub any_port: TextTable,
    /// The entries with a wildcard in the host.
    pub patterns: SuffixTable,
    /// The entries whose wildcard reaches a public suffix, so that strangers can register names that match. Set
    /// only where policies are judged; a list that is read elsewhere holds no patterns.
    pub reaching_suffixes: Vec<String>,
}

/// Distinct texts, found by their hash.
#[derive(Debug, Default)]
pub struct TextTable {
    /// The seed under which the displacements were found.
    pub key: u64,
    /// phf's displacements; none for a table so small that comparing is cheaper than hashing.
    pub displacements: Vec<(u32, u32)>,
    /// In such a table, the fingerprint of each text.
    pub fingerprints: Vec<u64>,
    /// The texts, in the order of their slots.
    pub texts: Vec<String>,
}

/// Fixed ends of hosts, found by their hash.
#[derive(Debug, Default)]
pub struct SuffixTable {
    /// The seed under which the displacements were found.
    pub key: u64,
    /// phf's displacements; none for few suffixes.
    pub displacements: Vec<(u32, u32)>,
    /// In the order of their slots.
    pub suffixes: Vec<HostSuffix>,
}

/// The patterns that share scheme, fixed end and port.
#[derive(Debug)]
pub struct HostSuffix {
    /// What follows the left-most label, with its dot: `.example.com`.
    pub text: String,
    /// See [`scheme_and_port`](crate::origin::scheme_and_port).
    pub scheme_and_port: u32,
    /// `*` as the whole left-most label: one or more labels.
    pub any_label: bool,
    /// `before*after` inside the left-most label.
    pub in_label: Vec<(String, String)>,
}

impl OriginTables {
    /// Builds the tables of `origins`. An entry that is listed twice counts once. `secret` is part of the key of
    /// every hash: where strangers can add to the list, it keeps them from choosing entries for which no table can
    /// be built.
    pub fn of<'a>(origins: impl IntoIterator<Item = &'a Pattern>, secret: u64) -> Self {
        let (mut written, mut exact, mut any_port) = (Vec::new(), Vec::new(), Vec::new());
        let mut reaching_suffixes = Vec::new();
        let mut suffixes: BTreeMap<(String, u32), HostSuffix> = BTreeMap::new();
        let mut seen = HashSet::new();
        for origin in origins.into_iter().filter(|origin| seen.insert(origin.text())) {
            written.push(origin.text().to_owned());
            if reaches_suffix(origin) {
                reaching_suffixes.push(origin.text().to_owned());
            }
            let Hosts::Exact(_) = origin.hosts() else {
                let (text, scheme_and_port) =
                    (format!(".{}", origin.hosts().base()), origin.scheme_and_port());
                let suffix = suffixes.entry((text.clone(), scheme_and_port)).or_insert_with(|| HostSuffix {
                    text,
                    scheme_and_port,
                    any_label: false,
                    in_label: Vec::new(),
                });
                suffix.add(origin.hosts());
                continue;
            };
            let list = if origin.port() == ANY_PORT { &mut any_port } else { &mut exact };
            list.push(origin.without_any_port().to_owned());
        }
        Self {
            written,
            exact: TextTable::of(exact, secret),
            any_port: TextTable::of(any_port, secret),
            patterns: SuffixTable::of(suffixes.into_values().collect(), secret),
            reaching_suffixes,
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

impl HostSuffix {
    fn add(&mut self, hosts: &Hosts) {
        match hosts {
            Hosts::InLabel { before, after, .. } => self.in_label.push((before.clone(), after.clone())),
            Hosts::AnyLabel { .. } | Hosts::Exact(_) => self.any_label = true,
        }
    }
}

impl TextTable {
    fn of(texts: Vec<String>, secret: u64) -> Self {
        let keys: Vec<_> = texts.iter().map(|text| (text.as_str(), 0)).collect();
        let slots = Slots::of(&keys, secret);
        let texts = slots.in_order(texts);
        let compared = if slots.displacements.is_empty() { texts.as_slice() } else { &[] };
        let fingerprints = compared.iter().map(|text| fingerprint(text.as_bytes())).collect();
        Self { key: slots.key, displacements: slots.displacements, fingerprints, texts }
    }
}

impl SuffixTable {
    fn of(suffixes: Vec<HostSuffix>, secret: u64) -> Self {
        let keys: Vec<_> =
            suffixes.iter().map(|suffix| (suffix.text.as_str(), suffix.scheme_and_port)).collect();
        let slots = Slots::of(&keys, secret);
        let suffixes = slots.in_order(suffixes);
        Self { key: slots.key, displacements: slots.displacements, suffixes }
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
        ];
        let read: Vec<Pattern> = list.iter().map(|text| Pattern::judge(text).unwrap()).collect();
        let tables = OriginTables::of(&read, 7);
        assert_eq!(tables.written, [&list[..7], &list[8..]].concat());
        assert_eq!(tables.reaching_suffixes, ["https://*.github.io"]);
        assert_eq!(tables.exact.texts, ["https://a.example"]);
        assert_eq!(tables.any_port.texts, ["http://localhost", "http://[::1]"]);
        let suffixes: Vec<_> = tables
            .patterns
            .suffixes
            .iter()
            .map(|suffix| {
                (suffix.text.as_str(), suffix.scheme_and_port, suffix.any_label, suffix.in_label.len())
            })
            .collect();
        let https = 1 << 17;
        assert_eq!(
            suffixes,
            [
                (".b.example", https, true, 2),
                (".b.example", https + 8443, true, 0),
                (".github.io", https, true, 0)
            ]
        );
    }
}
