//! The perfect-hash table: one `const` look-up for the compiler's queries and for requests.
//!
//! It is a phf table (`phf_generator` computes its displacements in the macro) with this crate's own hash, because
//! a `phf::Map` cannot be queried in a `const fn`, and hashes the text with `SipHash` even for a miss.

use std::borrow::Cow;

use cors_policy::bytes::same;
use cors_policy::hash::{fingerprint, hash};

/// Texts that a policy holds: constants, or read by the running service. Not public API.
#[derive(Debug, Clone)]
pub enum Texts {
    /// Written by the macro.
    Constant(&'static [&'static str]),
    /// Read at run time.
    Owned(Vec<String>),
}

impl Texts {
    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::Constant(texts) => texts.len(),
            Self::Owned(texts) => texts.len(),
        }
    }

    pub(crate) const fn get(&self, at: usize) -> &str {
        match self {
            Self::Constant(texts) => texts[at],
            Self::Owned(texts) => texts.as_slice()[at].as_str(),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// The texts of a constant policy, which are constants.
    pub(crate) const fn constants(&self) -> &'static [&'static str] {
        match self {
            Self::Constant(texts) => texts,
            Self::Owned(_) => &[],
        }
    }
}

/// The elements, in a `const fn` too.
#[allow(clippy::ptr_arg, reason = "a `const fn` cannot dereference a `Cow`")]
pub(super) const fn slice<'a, T: Clone>(elements: &'a Cow<'static, [T]>) -> &'a [T] {
    match elements {
        Cow::Borrowed(elements) => elements,
        Cow::Owned(elements) => elements.as_slice(),
    }
}

/// The text, in a `const fn` too.
#[allow(clippy::ptr_arg, reason = "a `const fn` cannot dereference a `Cow`")]
pub(crate) const fn text<'a>(text: &'a Cow<'static, str>) -> &'a str {
    match text {
        Cow::Borrowed(text) => text,
        Cow::Owned(text) => text.as_str(),
    }
}

/// Distinct texts, found by their hash. Not public API.
#[derive(Debug, Clone)]
pub struct Table {
    /// The seed under which the displacements were found.
    key: u64,
    /// phf's displacements; empty for a table so small that comparing is cheaper than hashing.
    displacements: Cow<'static, [(u32, u32)]>,
    /// In such a table, the fingerprint of each text.
    fingerprints: Cow<'static, [u64]>,
    /// The texts, in the order of their slots.
    entries: Texts,
}

impl Table {
    /// A table whose `entries` stand in the order of their slots.
    pub const fn new(
        key: u64,
        displacements: Cow<'static, [(u32, u32)]>,
        fingerprints: Cow<'static, [u64]>,
        entries: Texts,
    ) -> Self {
        Self { key, displacements, fingerprints, entries }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.entries.len() == 0
    }

    /// The texts, in the order of their slots.
    #[cfg(feature = "live")]
    pub(crate) fn texts(&self) -> &Texts {
        &self.entries
    }

    /// The slot of `text`.
    #[allow(clippy::inline_always, reason = "counted: 20 instructions of each request")]
    #[inline(always)]
    pub(super) const fn find(&self, text: &[u8]) -> Option<usize> {
        if slice(&self.displacements).is_empty() {
            let (fingerprint, fingerprints) = (fingerprint(text), slice(&self.fingerprints));
            let mut slot = 0;
            while slot < fingerprints.len() {
                if fingerprints[slot] == fingerprint && same(self.entries.get(slot).as_bytes(), text) {
                    return Some(slot);
                }
                slot += 1;
            }
            return None;
        }
        self.find_by_hash(text)
    }

    const fn find_by_hash(&self, text: &[u8]) -> Option<usize> {
        let slot = slot(self.key, slice(&self.displacements), self.entries.len(), text, 0);
        if same(self.entries.get(slot).as_bytes(), text) { Some(slot) } else { None }
    }
}

/// Where a table of `len` entries holds `(text, tag)` if it holds it. `displacements` is not empty.
pub(super) const fn slot(key: u64, displacements: &[(u32, u32)], len: usize, text: &[u8], tag: u32) -> usize {
    let (g, f1, f2) = hash(key, text, tag);
    let (d1, d2) = displacements[g as usize % displacements.len()];
    d2.wrapping_add(f1.wrapping_mul(d1)).wrapping_add(f2) as usize % len
}
