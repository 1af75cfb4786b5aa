//! The entries with a wildcard in the host, found by the part that is fixed: the end of the host, or the scheme.

use std::borrow::Cow;

use super::in_label::{self, InLabel};
use super::table::slot;
use super::texts::{borrowed, slice, text};
use crate::bytes::{contains, same};
use crate::origin::{ANY_PORT, Scheme, scheme_and_port};

/// Host patterns as a perfect-hash table of their fixed parts, so that the cost grows with the labels of the origin that
/// is looked up and not with the number of patterns.
#[derive(Debug, Clone)]
pub struct Patterns {
    /// The seed under which the displacements were found.
    pub key: u64,
    /// As in a [`Table`](super::Table).
    pub displacements: Cow<'static, [(u32, u32)]>,
    /// In the order of their slots.
    pub suffixes: Cow<'static, [Suffix]>,
    /// The shortest and the longest suffix, in bytes.
    lengths: (usize, usize),
    /// Some suffix takes any port.
    any_port: bool,
}

/// The patterns that share scheme, fixed part and port.
#[derive(Debug, Clone)]
pub struct Suffix {
    /// What follows the left-most label, with its dot: `.example.com`. For any host of a scheme that is neither `http` nor
    /// `https`, what is before it: `moz-extension://`.
    pub text: Cow<'static, str>,
    /// See [`scheme_and_port`].
    pub scheme_and_port: u32,
    /// `*` as the whole left-most label: one or more labels.
    pub any_label: bool,
    /// `before*after` inside the left-most label, sorted for bisection.
    pub in_label: Cow<'static, [InLabel]>,
}

impl Patterns {
    /// `displacements` are empty for few suffixes, which stand in the order of their slots.
    pub const fn new(
        key: u64,
        displacements: Cow<'static, [(u32, u32)]>,
        suffixes: Cow<'static, [Suffix]>,
    ) -> Self {
        let (mut lengths, mut any_port, mut at) = ((usize::MAX, 0), false, 0);
        let all = slice(&suffixes);
        while at < all.len() {
            let length = text(&all[at].text).len();
            lengths = (
                if length < lengths.0 { length } else { lengths.0 },
                if length > lengths.1 { length } else { lengths.1 },
            );
            any_port |= all[at].scheme_and_port & ANY_PORT != 0;
            at += 1;
        }
        Self { key, displacements, suffixes, lengths, any_port }
    }

    /// The same patterns, which are constants, without a copy.
    pub(super) const fn shared(&'static self) -> Self {
        Self {
            key: self.key,
            displacements: borrowed(&self.displacements),
            suffixes: borrowed(&self.suffixes),
            lengths: self.lengths,
            any_port: self.any_port,
        }
    }

    #[inline]
    pub(super) const fn is_empty(&self) -> bool {
        slice(&self.suffixes).is_empty()
    }

    /// `host` is a valid domain, `port` a port or [`DEFAULT_PORT`](crate::origin::DEFAULT_PORT).
    pub(super) const fn matches(&self, scheme: Scheme, host: &[u8], port: u32) -> bool {
        // No suffix begins further to the left.
        let mut at = host.len().saturating_sub(self.lengths.1);
        while at < host.len() && host.len() - at >= self.lengths.0 {
            if host[at] == b'.' {
                let (front, end) = host.split_at(at);
                if self.holds(front, end, scheme_and_port(scheme, port))
                    || self.any_port && self.holds(front, end, scheme_and_port(scheme, ANY_PORT))
                {
                    return true;
                }
            }
            at += 1;
        }
        false
    }

    /// A scheme with its `://`, and the host after it. A scheme that is longer than every fixed part is not read to its
    /// end.
    pub(super) const fn split_scheme<'a>(&self, stem: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let mut at = 0;
        while at < stem.len() && at < self.lengths.1 && stem[at] != b':' {
            at += 1;
        }
        stem.split_at_checked(at + "://".len())
    }

    /// Whether an entry stands for any host of `scheme`, which ends with `://`.
    pub(super) const fn any_host(&self, scheme: &[u8], port: u32) -> bool {
        self.holds(b"", scheme, scheme_and_port(Scheme::Other, port))
            || self.any_port && self.holds(b"", scheme, scheme_and_port(Scheme::Other, ANY_PORT))
    }

    const fn holds(&self, front: &[u8], end: &[u8], tag: u32) -> bool {
        let (suffixes, displacements) = (slice(&self.suffixes), slice(&self.displacements));
        if displacements.is_empty() {
            let mut at = 0;
            while at < suffixes.len() {
                if suffixes[at].holds(front, end, tag) {
                    return true;
                }
                at += 1;
            }
            return false;
        }
        let slot = slot(self.key, displacements, suffixes.len(), end, tag);
        suffixes[slot].holds(front, end, tag)
    }
}

impl Suffix {
    const fn holds(&self, front: &[u8], end: &[u8], tag: u32) -> bool {
        if self.scheme_and_port != tag || !same(text(&self.text).as_bytes(), end) {
            return false;
        }
        let in_label = slice(&self.in_label);
        self.any_label
            || !in_label.is_empty() && !contains(front, b'.') && in_label::any_matches(in_label, front)
    }
}
