//! The origins that an audit of a service tries.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::slice;

use cors_runtime::inspect::Snapshot;

use super::sendable::is_sendable;
use crate::policy::{Weakness, hostile};

/// How many entries of a list are tried.
const MOST_ENTRIES: usize = 50;

/// From so many entries all strangers are derived; from the others, one of each weakness of [`BY_ENTRY`].
const MOST_DERIVED: usize = 5;

/// The mistakes that are made entry by entry.
const BY_ENTRY: [Weakness; 6] = [
    Weakness::Prefix,
    Weakness::Suffix,
    Weakness::UnescapedDot,
    Weakness::Subdomain,
    Weakness::HttpDowngrade,
    Weakness::Port,
];

/// Weaknesses of what no browser sends. A service that grants one of them does not compare byte by byte.
const UNSENDABLE: [Weakness; 5] =
    [Weakness::Path, Weakness::UpperCase, Weakness::UserInfo, Weakness::BadLabel, Weakness::Malformed];

/// What is tried.
#[derive(Debug, Clone, Default)]
pub(super) struct TriedOrigins {
    /// Origins that the policy allows.
    pub(super) allowed: Vec<String>,
    /// Origins that it does not allow, and that a browser can have.
    pub(super) strangers: BTreeMap<Weakness, Vec<String>>,
    /// Texts that no browser sends, one of each weakness.
    pub(super) unsendable: BTreeMap<Weakness, String>,
    /// Origins that it does not allow, and that the caller asks for.
    pub(super) also: Vec<String>,
}

impl TriedOrigins {
    pub(super) fn choose(policy: &Snapshot, service_origin: &str) -> Self {
        let entries = spread(&policy.origins().unwrap_or_default(), MOST_ENTRIES);
        let named = entries.iter().filter(|entry| !entry.contains('*') && is_sendable(entry));
        let allowed: Vec<String> = named.map(|entry| (*entry).to_owned()).collect();
        // A service need not refuse its own pages.
        let mut tried: HashSet<String> = allowed.iter().cloned().chain([service_origin.to_owned()]).collect();
        let thorough = spread(&entries, MOST_DERIVED);
        let mut probes = hostile(service_origin, &thorough);
        probes.retain(|(_, origin)| tried.insert(origin.clone()));
        for entry in entries.iter().filter(|entry| !thorough.contains(entry)) {
            let mut weaknesses = BTreeSet::from(BY_ENTRY);
            let found = hostile(service_origin, slice::from_ref(entry)).into_iter();
            probes.extend(found.filter(|(weakness, origin)| {
                !tried.contains(origin) && weaknesses.remove(weakness) && tried.insert(origin.clone())
            }));
        }
        let mut origins = Self { allowed, ..Self::default() };
        // What the policy allows without naming it.
        let mut declared: BTreeMap<Weakness, Vec<String>> = BTreeMap::new();
        for (weakness, origin) in probes {
            match (is_sendable(&origin), policy.allows_origin(&origin)) {
                (true, true) => declared.entry(weakness).or_default().push(origin),
                (true, false) => origins.strangers.entry(weakness).or_default().push(origin),
                (false, _) if UNSENDABLE.contains(&weakness) && is_printable(&origin) => {
                    origins.unsendable.entry(weakness).or_insert(origin);
                }
                (false, _) => {}
            }
        }
        // Of what wildcards declare, five of each weakness are enough; where everybody is allowed, one.
        let most = if policy.origins().is_some() { 4 } else { 1 };
        for found in declared.values() {
            let deepest = found.iter().max_by_key(|origin| origin.matches('.').count());
            let mut chosen: BTreeSet<String> = spread(found, most).into_iter().collect();
            chosen.extend(deepest.filter(|_| most > 1).cloned());
            origins.allowed.extend(chosen);
        }
        origins
    }
}

/// Whether every client can send it as a header.
fn is_printable(text: &str) -> bool {
    (1..300).contains(&text.len())
        && text.trim() == text
        && text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
}

/// So many of the list at most, from its beginning to its end.
fn spread<T: Clone>(list: &[T], most: usize) -> Vec<T> {
    if list.len() <= most {
        return list.to_vec();
    }
    let steps = most.saturating_sub(1).max(1);
    (0..most).map(|at| list[at * (list.len() - 1) / steps].clone()).collect()
}
