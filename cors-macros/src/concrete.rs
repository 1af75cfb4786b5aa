//! A policy in one build: the entries that its `#[cfg]`s leave.

use std::collections::BTreeMap;

use crate::cfg::Build;
use crate::policy::{Names, Origins, Policy};
use cors_rules::syntax::{Host, OriginText, Port, Scheme};

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Concrete<'a> {
    /// `None`: any.
    pub(crate) origins: Option<Listed<'a>>,
    pub(crate) methods: (bool, Vec<&'a str>),
    pub(crate) headers: (bool, Vec<&'a str>),
    pub(crate) expose: (bool, Vec<&'a str>),
}

/// A list of origins, sorted by how the runtime finds them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Listed<'a> {
    pub(crate) written: Vec<&'a str>,
    pub(crate) exact: Vec<&'a str>,
    /// `scheme://host` of the entries whose port is `*`.
    pub(crate) any_port: Vec<&'a str>,
    pub(crate) patterns: BTreeMap<Key, Heads<'a>>,
}

/// What follows the left-most label, with its dot, and the tag of scheme and port.
pub(crate) type Key = (String, u32);

/// What may stand before it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Heads<'a> {
    pub(crate) whole: bool,
    pub(crate) parts: Vec<(&'a str, &'a str)>,
}

/// `policy` in `build`.
pub(crate) fn concrete<'a>(policy: &'a Policy, build: Build<'_>) -> Concrete<'a> {
    Concrete {
        origins: match &policy.origins {
            Origins::Any => None,
            Origins::List { listed, .. } => {
                Some(sort(listed.iter().filter(|entry| entry.when.holds(build)).map(|entry| &entry.value)))
            }
        },
        methods: with_head(names(&policy.methods, build)),
        headers: names(&policy.headers, build),
        expose: names(&policy.expose, build),
    }
}

fn names<'a>(names: &'a Names, build: Build<'_>) -> (bool, Vec<&'a str>) {
    let mut listed = Vec::new();
    for entry in names.listed.iter().filter(|entry| entry.when.holds(build)) {
        push(&mut listed, entry.value.as_str());
    }
    (names.any.as_ref().is_some_and(|when| when.holds(build)), listed)
}

/// `GET` brings `HEAD` along.
fn with_head((any, mut methods): (bool, Vec<&str>)) -> (bool, Vec<&str>) {
    if let Some(get) =
        methods.iter().position(|method| *method == "GET").filter(|_| !methods.contains(&"HEAD"))
    {
        methods.insert(get + 1, "HEAD");
    }
    (any, methods)
}

fn sort<'a>(origins: impl Iterator<Item = &'a OriginText>) -> Listed<'a> {
    let mut sorted = Listed::default();
    let mut seen = std::collections::HashSet::new();
    for origin in origins.filter(|origin| seen.insert(origin.text.as_str())) {
        sorted.written.push(origin.text.as_str());
        let (base, part) = match &origin.host {
            Host::WholeLabel { base } => (base, None),
            Host::InLabel { before, after, base } => (base, Some((before.as_str(), after.as_str()))),
            _ => {
                match origin.port {
                    Port::Any => sorted.any_port.push(origin.text.strip_suffix(":*").unwrap_or(&origin.text)),
                    Port::Default | Port::Number(_) => sorted.exact.push(&origin.text),
                }
                continue;
            }
        };
        let heads = sorted.patterns.entry((format!(".{base}"), tag(origin))).or_default();
        match part {
            None => heads.whole = true,
            Some(part) => push(&mut heads.parts, part),
        }
    }
    sorted
}

fn push<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

/// Scheme and port in one number, as the runtime's `origin::tag` has them.
fn tag(origin: &OriginText) -> u32 {
    let port = match origin.port {
        Port::Default => 0,
        Port::Number(port) => u32::from(port),
        Port::Any => 1 << 16,
    };
    u32::from(origin.scheme == Scheme::Https) << 17 | port
}
