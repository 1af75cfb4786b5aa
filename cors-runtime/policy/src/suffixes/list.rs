//! Mozilla's Public Suffix List (<https://publicsuffix.org/list/>) as text, and the two questions about it: is a name a
//! suffix, and does one lie below it.
//!
//! The text has one line for each name that lies above a suffix: the name, and the labels directly below it that make a
//! suffix. Lines are sorted by the name, and labels within a line, so that both are found by bisection, and nothing has
//! to be built first. `.` is the root. `+` marks the private section, `!` an exception, and `*` stands for every label. The
//! regions of one service have the same labels below them: `=` and a number stand for a list that several lines share.

use std::cmp::Ordering;

/// Made by `cargo run -p cors-policy --example renew-suffixes`.
const LIST: &str = without_head(include_str!("list.txt"));

/// The name above the top-level names.
const ROOT: &str = ".";

/// In front of the name of a shared list.
const SHARED: char = '=';

/// Why a name is a public suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PublicSuffix {
    /// A registry's: a rule of the ICANN section, or a top-level name above one.
    Icann,
    /// A hosting service's: a rule of the private section.
    Private,
    /// By the list's default rule: a top-level name that the list does not mention.
    Unlisted,
}

/// The labels directly below a name that make a suffix; none where suffixes lie further below only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Below(&'static str);

/// Whether `name` itself is a suffix.
pub(super) fn suffix(name: &str) -> Option<PublicSuffix> {
    let (label, parent) = name.split_once('.').unwrap_or((name, ROOT));
    let siblings = below(parent);
    match siblings.and_then(|labels| labels.rule(label).or_else(|| labels.rule("*"))) {
        Some(rule) => section(rule),
        None if parent != ROOT => None,
        None if below(name).is_some() => Some(PublicSuffix::Icann),
        None => Some(PublicSuffix::Unlisted),
    }
}

/// What lies below `name`, if any suffix does.
pub(super) fn below(name: &str) -> Option<Below> {
    let line = bisect(LIST, '\n', name, |line| line.split_once(' ').map_or(line, |(name, _)| name))?;
    let labels = line.split_once(' ').map_or("", |(_, labels)| labels);
    if labels.starts_with(SHARED) { below(labels) } else { Some(Below(labels)) }
}

impl Below {
    /// Whether every name directly below is a suffix, but for exceptions (a rule such as `*.kawasaki.jp`).
    pub(super) fn every(self) -> Option<PublicSuffix> {
        self.rule("*").and_then(section)
    }

    /// The shortest label that makes a suffix: the best known ones are short, `s3` below `amazonaws.com`.
    pub(super) fn shortest(self) -> Option<(&'static str, PublicSuffix)> {
        let rules = self.0.split(' ').filter(|rule| !matches!(label(rule), "" | "*"));
        rules.filter_map(|rule| Some((label(rule), section(rule)?))).min_by_key(|(label, _)| label.len())
    }

    fn rule(self, wanted: &str) -> Option<&'static str> {
        bisect(self.0, ' ', wanted, label)
    }
}

/// A rule without its mark.
fn label(rule: &str) -> &str {
    rule.strip_prefix(['+', '!']).unwrap_or(rule)
}

/// What the rule makes of its name; nothing where it is an exception.
fn section(rule: &str) -> Option<PublicSuffix> {
    match rule.as_bytes().first() {
        Some(b'!') => None,
        Some(b'+') => Some(PublicSuffix::Private),
        _ => Some(PublicSuffix::Icann),
    }
}

/// The piece whose key is `wanted`, in a text of pieces that are sorted by their keys.
fn bisect<'t>(
    text: &'t str,
    separator: char,
    wanted: &str,
    key: impl Fn(&'t str) -> &'t str,
) -> Option<&'t str> {
    // The pieces that may be it start at `from` and end before `to`.
    let (mut from, mut to) = (0, text.len());
    while from < to {
        let middle = from.midpoint(to);
        let start = text[from..middle].rfind(separator).map_or(from, |at| from + at + 1);
        let end = text[middle..to].find(separator).map_or(to, |at| middle + at);
        let piece = &text[start..end];
        match key(piece).cmp(wanted) {
            Ordering::Equal => return Some(piece),
            Ordering::Less => from = end + 1,
            Ordering::Greater => to = start.saturating_sub(1),
        }
    }
    None
}

/// The head of the file says where the list is from, and ends with an empty line.
const fn without_head(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while bytes[at] != b'\n' || bytes[at + 1] != b'\n' {
        at += 1;
    }
    text.split_at(at + 2).1
}

#[cfg(test)]
mod tests;
