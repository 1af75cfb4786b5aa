//! The perfect-hash table: one look-up for the compiler's queries and for requests.
//!
//! It is a phf table (`phf_generator` computes its displacements, see `layout`) with this crate's own hash, because a
//! `phf::Map` cannot be queried in a `const fn`, and hashes the text with `SipHash` even for a miss.

use std::borrow::Cow;

use super::hash::{fingerprint, hash};
use super::texts::{Texts, borrowed, slice};
use crate::bytes::same;

/// Distinct texts, found by their hash.
#[derive(Debug, Clone)]
pub struct Table {
    /// The seed under which the displacements were found.
    pub key: u64,
    /// phf's displacements; empty for a table so small that comparing is cheaper than hashing.
    pub displacements: Cow<'static, [(u32, u32)]>,
    /// In such a table, the fingerprint of each text.
    pub fingerprints: Cow<'static, [u64]>,
    /// The texts, in the order of their slots.
    pub texts: Texts,
    /// The length of the longest: whatever a client sends beyond that is not hashed.
    pub longest: usize,
}

impl Table {
    /// The same table, which is a constant, without a copy.
    pub(super) const fn shared(&'static self) -> Self {
        Self {
            key: self.key,
            displacements: borrowed(&self.displacements),
            fingerprints: borrowed(&self.fingerprints),
            texts: self.texts.shared(),
            longest: self.longest,
        }
    }

    #[inline]
    pub(super) const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The slot of `text`.
    #[allow(clippy::inline_always, reason = "counted: 20 instructions of each request")]
    #[inline(always)]
    pub(super) const fn find(&self, text: &[u8]) -> Option<usize> {
        if slice(&self.displacements).is_empty() {
            let (fingerprint, fingerprints) = (fingerprint(text), slice(&self.fingerprints));
            let mut slot = 0;
            while slot < fingerprints.len() {
                if fingerprints[slot] == fingerprint && same(self.texts.get(slot).as_bytes(), text) {
                    return Some(slot);
                }
                slot += 1;
            }
            return None;
        }
        self.find_by_hash(text)
    }

    const fn find_by_hash(&self, text: &[u8]) -> Option<usize> {
        if text.len() > self.longest {
            return None;
        }
        let slot = slot(self.key, slice(&self.displacements), self.texts.len(), text, 0);
        if same(self.texts.get(slot).as_bytes(), text) { Some(slot) } else { None }
    }
}

/// Where a table of `len` entries holds `(text, tag)` if it holds it. `displacements` is not empty.
pub(super) const fn slot(key: u64, displacements: &[(u32, u32)], len: usize, text: &[u8], tag: u32) -> usize {
    let (g, f1, f2) = hash(key, text, tag);
    let (d1, d2) = displacements[g as usize % displacements.len()];
    d2.wrapping_add(f1.wrapping_mul(d1)).wrapping_add(f2) as usize % len
}
