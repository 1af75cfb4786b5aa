//! Wildcards inside the left-most label, found by bisection: an origin costs what its label is long, however many
//! patterns share the rest of the host.

use std::borrow::Cow;

use super::texts::text;
use crate::bytes::{ends_with, starts_with};

/// `before*after`.
pub(super) type InLabel = (Cow<'static, str>, Cow<'static, str>);

/// Up to this many, comparing each is cheaper than bisecting.
const COMPARED: usize = 4;

/// Puts them in the order in which [`any_matches`] expects them: by `before`, and by `after` read from its end.
#[cfg(feature = "origins")]
pub(super) fn sort(patterns: &mut [InLabel]) {
    patterns.sort_unstable_by(|(a_before, a_after), (b_before, b_after)| {
        a_before.cmp(b_before).then_with(|| a_after.bytes().rev().cmp(b_after.bytes().rev()))
    });
}

/// Whether one of the patterns stands for `label`: what it begins with, one byte or more, and what it ends with.
pub(super) const fn any_matches(patterns: &[InLabel], label: &[u8]) -> bool {
    // The patterns from `from` to `to` begin with the first `length` bytes of the label.
    let (mut from, mut to, mut length) = (0, patterns.len(), 0);
    while to - from > COMPARED && length < label.len() {
        let longer = first(patterns, (from, to), Side::Before, length, 1);
        if any_ends(patterns, (from, longer), label.split_at(length).1) {
            return true;
        }
        (from, to) = narrowed(patterns, (longer, to), Side::Before, length, label[length]);
        length += 1;
    }
    while from < to && length < label.len() {
        let (before, after) = (text(&patterns[from].0).as_bytes(), text(&patterns[from].1).as_bytes());
        if label.len() > before.len() + after.len() && starts_with(label, before) && ends_with(label, after) {
            return true;
        }
        from += 1;
    }
    false
}

/// Whether one of the patterns in this range, which all begin alike, ends as `rest` does, one byte or more before that.
const fn any_ends(patterns: &[InLabel], (mut from, mut to): (usize, usize), rest: &[u8]) -> bool {
    let mut length = 0;
    while from < to && length < rest.len() {
        let longer = first(patterns, (from, to), Side::After, length, 1);
        if from < longer {
            return true;
        }
        (from, to) = narrowed(patterns, (longer, to), Side::After, length, rest[rest.len() - 1 - length]);
        length += 1;
    }
    false
}

#[derive(Clone, Copy)]
enum Side {
    /// `before`, from its beginning.
    Before,
    /// `after`, from its end.
    After,
}

/// Those in the range that have `byte` at this place.
const fn narrowed(
    patterns: &[InLabel],
    range: (usize, usize),
    side: Side,
    at: usize,
    byte: u8,
) -> (usize, usize) {
    let wanted = byte as u16 + 1;
    let from = first(patterns, range, side, at, wanted);
    (from, first(patterns, (from, range.1), side, at, wanted + 1))
}

/// The first in the range that has `wanted` or more at this place. The range is sorted by this place.
const fn first(
    patterns: &[InLabel],
    (mut from, mut to): (usize, usize),
    side: Side,
    at: usize,
    wanted: u16,
) -> usize {
    while from < to {
        let middle = usize::midpoint(from, to);
        if place(&patterns[middle], side, at) < wanted {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}

/// One more than the byte at this place; 0 after the last.
const fn place(pattern: &InLabel, side: Side, at: usize) -> u16 {
    let (fixed, at) = match side {
        Side::Before => (text(&pattern.0).as_bytes(), at),
        Side::After => {
            let fixed = text(&pattern.1).as_bytes();
            (fixed, fixed.len().wrapping_sub(1 + at))
        }
    };
    if at < fixed.len() { fixed[at] as u16 + 1 } else { 0 }
}

#[cfg(all(test, feature = "origins"))]
mod tests;
