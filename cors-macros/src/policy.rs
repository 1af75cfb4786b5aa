//! A checked policy: plain values. Only [`check`](crate::check) builds one.

use crate::cfg::Predicate;
use cors_rules::syntax::OriginText;

/// Something that a list holds, and the builds that have it.
#[derive(Debug, Clone)]
pub(crate) struct Entry<T> {
    pub(crate) value: T,
    pub(crate) when: Predicate,
}

/// `any`, names, or both.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// The builds in which the list is open; `None` where it never is.
    pub(crate) any: Option<Predicate>,
    pub(crate) listed: Vec<Entry<String>>,
}

#[derive(Debug, Clone)]
pub(crate) enum Origins {
    Any,
    List {
        listed: Vec<Entry<OriginText>>,
        /// `runtime`, and whether it bears the waiver for insecure origins.
        runtime: Option<bool>,
    },
}

#[derive(Debug, Clone)]
pub(crate) struct Policy {
    pub(crate) origins: Origins,
    pub(crate) methods: Names,
    pub(crate) headers: Names,
    pub(crate) expose: Names,
    pub(crate) credentials: bool,
    pub(crate) max_age: Option<u32>,
    pub(crate) preflight_status: u16,
    /// Mistakes were found in it.
    pub(crate) poisoned: bool,
}

impl Policy {
    /// The atoms of every `#[cfg]` in it.
    pub(crate) fn atoms(&self) -> Vec<usize> {
        let mut atoms = Vec::new();
        if let Origins::List { listed, .. } = &self.origins {
            for entry in listed {
                entry.when.atoms(&mut atoms);
            }
        }
        for names in [&self.methods, &self.headers, &self.expose] {
            for when in names.any.iter().chain(names.listed.iter().map(|entry| &entry.when)) {
                when.atoms(&mut atoms);
            }
        }
        atoms
    }
}
