//! The origins that an audit of a service tries.

use std::collections::{BTreeMap, BTreeSet, HashSet};

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
        let entries: Vec<String> =
            policy.origins().unwrap_or_default().into_iter().map(str::to_owned).collect();
        let entries = spread(&entries, MOST_ENTRIES);
        let mut search = Search::new(policy, service_origin, &entries);
        let thorough = spread(&entries, MOST_DERIVED);
        search.take(hostile(service_origin, &thorough));
        for entry in entries.iter().filter(|entry| !thorough.contains(entry)) {
            let mut weaknesses = BTreeSet::from(BY_ENTRY);
            let mut probes = hostile(service_origin, std::slice::from_ref(entry));
            probes.retain(|(weakness, lines)| !search.has_tried(lines) && weaknesses.remove(weakness));
            search.take(probes);
        }
        search.end()
    }

    /// Adds an origin that the caller asks for.
    pub(super) fn also(&mut self, policy: &Snapshot, origin: &str) {
        if policy.allows_origin(origin) {
            self.allowed.push(origin.to_owned());
        } else {
            self.also.push(origin.to_owned());
        }
    }
}

/// The origins that were found so far.
struct Search<'a> {
    policy: &'a Snapshot,
    tried: HashSet<String>,
    origins: TriedOrigins,
    /// What the policy allows without naming it.
    declared: BTreeMap<Weakness, Vec<String>>,
}

impl<'a> Search<'a> {
    fn new(policy: &'a Snapshot, service_origin: &str, entries: &[String]) -> Self {
        let is_named = |entry: &&String| !entry.contains('*') && is_sendable(entry);
        let allowed: Vec<String> = entries.iter().filter(is_named).cloned().collect();
        Self {
            policy,
            // A service need not refuse its own pages.
            tried: allowed.iter().cloned().chain([service_origin.to_owned()]).collect(),
            origins: TriedOrigins { allowed, ..TriedOrigins::default() },
            declared: BTreeMap::new(),
        }
    }

    fn has_tried(&self, lines: &[String]) -> bool {
        lines.first().is_some_and(|origin| self.tried.contains(origin))
    }

    fn take(&mut self, probes: Vec<(Weakness, Vec<String>)>) {
        for (weakness, lines) in probes {
            let [origin] = &lines[..] else { continue };
            if !self.tried.insert(origin.clone()) {
                continue;
            }
            match (is_sendable(origin), self.policy.allows_origin(origin)) {
                (true, true) => self.declared.entry(weakness).or_default().push(origin.clone()),
                (true, false) => self.origins.strangers.entry(weakness).or_default().push(origin.clone()),
                (false, _) if UNSENDABLE.contains(&weakness) && is_printable(origin) => {
                    self.origins.unsendable.entry(weakness).or_insert_with(|| origin.clone());
                }
                (false, _) => {}
            }
        }
    }

    /// Of what wildcards declare, five of each weakness are enough; where everybody is allowed, one.
    fn end(mut self) -> TriedOrigins {
        let most = if self.policy.origins().is_some() { 4 } else { 1 };
        for found in self.declared.into_values() {
            let deepest = found.iter().max_by_key(|origin| origin.matches('.').count());
            let mut chosen: BTreeSet<String> = spread(&found, most).into_iter().collect();
            chosen.extend(deepest.filter(|_| most > 1).cloned());
            self.origins.allowed.extend(chosen);
        }
        self.origins
    }
}

/// Whether every client can send it as a header.
fn is_printable(text: &str) -> bool {
    (1..300).contains(&text.len())
        && text.trim() == text
        && text.bytes().all(|byte| (b' '..0x7f).contains(&byte))
}

/// So many of the list at most, from its beginning to its end.
fn spread(list: &[String], most: usize) -> Vec<String> {
    if list.len() <= most {
        return list.to_vec();
    }
    let steps = most.saturating_sub(1).max(1);
    (0..most).map(|at| list[at * (list.len() - 1) / steps].clone()).collect()
}
