//! What the lists have in common: entries are checked one by one, and each has an effect.

use std::collections::HashMap;

use super::diagnostics::{Diagnostics, Strictness};
use crate::condition::{builds, numbers};
use crate::draft::{DraftEntry, EntryText};
use crate::origin::Pattern;
use crate::policy::Entry;
use crate::violation::{Help, Violation, quote};
use crate::words::{FieldName, means_any};

/// Indices of entries by what they have in common: two texts and a number. One type of key for all lists, because each
/// brings a hash table of its own into the program.
pub(super) type Index<'a> = HashMap<(&'a str, &'a str, usize), Vec<usize>>;

/// The entries that `rule` accepts, each with what it makes of them.
pub(super) fn accepted<'a, T>(
    entries: &'a [DraftEntry],
    field: FieldName,
    diagnostics: &mut Diagnostics,
    rule: impl Fn(&str) -> Result<T, Violation>,
) -> Vec<(T, &'a DraftEntry)> {
    let mut found = Vec::new();
    for entry in entries {
        let EntryText::Text(text) = &entry.text else { continue };
        match rule(text) {
            Ok(value) => found.push((value, entry)),
            Err(violation) => {
                let violation = not_again(violation, entry, entries, diagnostics.strictness);
                diagnostics.add(field, entry.place, violation);
            }
        }
    }
    found
}

/// What is wrong with an entry, without a spelling that its list has already: in code it would be the next mistake. A line
/// of a file, and an entry of a base, may be right in other lists, and one with a waiver may say more than the other.
pub(super) fn not_again(
    mut violation: Violation,
    entry: &DraftEntry,
    entries: &[DraftEntry],
    strictness: Strictness,
) -> Violation {
    if !strictness.is_code() || entry.is_shared || !entry.waivers.is_empty() {
        return violation;
    }
    let own = entries.iter().filter(|other| !other.is_shared && other.when.is_always());
    let listed = |right: &str| {
        let origin = Pattern::parse(right).ok();
        let covers = |text: &str| {
            let pattern = if text.contains('*') { Pattern::parse(text).ok() } else { None };
            pattern.zip(origin.as_ref()).is_some_and(|(pattern, origin)| pattern.covers(origin))
        };
        own.clone().find_map(|other| match &other.text {
            EntryText::Text(text) if text == right || covers(text) => Some(quote(text)),
            _ => None,
        })
    };
    let mut again = None;
    violation.helps.retain_mut(|help| {
        let found = match help {
            Help::Replace(right) => listed(right),
            // Of several, what is new.
            Help::Separate(texts, more) if !texts.is_empty() => {
                let found = texts.first().and_then(|first| listed(first));
                texts.retain(|text| listed(text).is_none());
                let is_new = !texts.is_empty();
                *help = Help::separate(std::mem::take(texts), *more);
                found.filter(|_| !is_new)
            }
            _ => None,
        };
        let is_new = found.is_none();
        again = again.take().or(found);
        is_new
    });
    if let Some(again) = again {
        violation.helps.insert(0, Help::Remove);
        violation.note.get_or_insert_with(|| format!("the list has {again} already"));
    }
    violation
}

/// `none` in place of a list of names, or in it. Who allows no method allows nobody, which is said of `origins`.
pub(super) fn none(help: Help) -> Violation {
    Violation::new("only `origins` can be `none`", help)
}

/// With credentials, `*` is a name that is easily mistaken for all of them; a word for all of them in a list would be a
/// name as well.
pub(super) fn all_or_none(name: &str, what: &str, nobody: Help) -> Option<Violation> {
    if name.trim().eq_ignore_ascii_case("none") {
        return Some(none(nobody));
    }
    means_any(name).then(|| {
        let name = quote(name.trim());
        Violation::new(format!("{name} in a list is one {what} of that name, not all of them"), Help::Any)
    })
}

/// An address among names: two lists were mixed up.
pub(super) fn address(text: &str, what: &str) -> Option<Violation> {
    text.split_once(':').filter(|(_, rest)| rest.starts_with("//")).map(|_| {
        Violation::new(
            format!("expected a {what}, found the address {}", quote(text)),
            Help::words("remove it here, and add it to `origins` if its pages may read the responses"),
        )
    })
}

/// The rule on duplicates in the lists of names.
pub(super) fn without_duplicates(
    names: Vec<(String, &DraftEntry)>,
    field: FieldName,
    what: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Entry<String>> {
    let mut same = Index::new();
    names.iter().enumerate().for_each(|(at, (name, _))| same.entry((name, "", 0)).or_default().push(at));
    let entries: Vec<_> = names.iter().map(|(_, entry)| *entry).collect();
    for (at, first) in redundant(&entries, &|at| same[&(names[at].0.as_str(), "", 0)].clone()) {
        let (name, entry) = &names[at];
        let violation = twice(what, name, &entries, at, first);
        diagnostics.without_effect(field, entry.place, Some(entries[first].place), violation);
    }
    names.into_iter().map(|(value, entry)| Entry { value, when: entry.when.clone() }).collect()
}

/// An entry that its list has twice: the one at this index, and another one.
pub(super) fn twice(what: &str, name: &str, entries: &[&DraftEntry], at: usize, other: usize) -> Violation {
    let message = format!("the {what} `{name}` is listed twice");
    if entries[at].when.is_always() {
        return Violation::new(message, Help::RemoveOne);
    }
    let which = match at < other {
        _ if entries[other].when.is_always() => "remove the entry with the `#[cfg]`",
        true => "remove the first one",
        false => "remove the last one",
    };
    Violation::new(format!("{message}: every build with this entry lists it anyway"), Help::words(which))
}

/// For each entry that is redundant in every build that has it: its index, and that of an entry that makes it so.
/// `covering(i)` gives the entries whose presence makes entry `i` redundant. Shared entries are skipped: a list
/// that other policies use as well may repeat what this one already has.
pub(super) fn redundant(
    entries: &[&DraftEntry],
    covering: &dyn Fn(usize) -> Vec<usize>,
) -> Vec<(usize, usize)> {
    let mut left_out: Vec<bool> = entries.iter().map(|entry| entry.is_shared).collect();
    let mut found = Vec::new();
    for at in (0..entries.len()).rev() {
        if left_out[at] {
            continue;
        }
        let covering: Vec<usize> =
            covering(at).into_iter().filter(|other| *other != at && !left_out[*other]).collect();
        let Some(first) = covering.iter().min() else { continue };
        let numbers = numbers(covering.iter().chain([&at]).map(|other| &entries[*other].when));
        let mut those = builds(&numbers).filter(|build| entries[at].when.holds(*build)).peekable();
        if those.peek().is_some()
            && those.all(|build| covering.iter().any(|other| entries[*other].when.holds(build)))
        {
            left_out[at] = true;
            found.push((at, *first));
        }
    }
    found.reverse();
    found
}
