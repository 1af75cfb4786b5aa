//! The entries of lists: their attributes, and the files that they include.

use std::collections::HashSet;

use cors_policy::check::methods::typo;
use cors_policy::condition::Condition;
use cors_policy::draft::{Draft, DraftEntry, DraftList, EntryText, Place};
use cors_policy::words::{FieldName, Waiver};
use syn::ext::IdentExt;
use syn::{Attribute, Meta};

use super::bases::Bases;
use super::inherit::BaseEntry;
use super::places::{FileLine, Location, PolicyPart};
use super::waivers::{Waivers, is_waiver};
use super::{Context, include, methods, unexpected};
use crate::ast::{self, EntryKind, ListEntry, PolicyField, Value};
use crate::diag::Caret;
use crate::kw;
use crate::report::LineOfFile;

/// The list that a field holds; `None` if it is not a list, which is reported.
pub(super) fn list(
    field: &PolicyField,
    name: FieldName,
    policy: usize,
    draft: &mut Draft,
    bases: &Bases<'_>,
    context: &mut Context,
) -> Option<DraftList> {
    match &field.value {
        Value::Word(word) if word == kw::ANY => Some(DraftList::Any),
        Value::Word(word) if word == kw::NONE => Some(DraftList::None),
        Value::List(entries) if entries.is_empty() => Some(DraftList::Empty),
        Value::List(entries) => {
            let mut list = MergedList::default();
            for entry in entries {
                Reader { field: name, policy, entry, draft, bases, context }.read(&mut list);
            }
            Some(DraftList::Entries(list.entries))
        }
        _ => {
            unexpected::value(field, name, context.has_credentials, &mut context.errors);
            None
        }
    }
}

/// The most entries that a list may take over. A policy that takes over two policies, which both do the same with the
/// next two, has twice as many with each step.
const MOST_TAKEN_OVER: usize = 30_000;

/// What was read of a list.
#[derive(Default)]
struct MergedList {
    entries: Vec<DraftEntry>,
    /// Which entries of bases are among them.
    inherited: HashSet<(Place, Condition, String)>,
    taken_over: usize,
}

/// Reads one entry.
struct Reader<'a> {
    field: FieldName,
    policy: usize,
    entry: &'a ListEntry,
    draft: &'a mut Draft,
    bases: &'a Bases<'a>,
    context: &'a mut Context,
}

impl Reader<'_> {
    fn read(mut self, list: &mut MergedList) {
        if matches!(self.entry.kind, EntryKind::Broken) {
            return;
        }
        let (when, waivers) = self.attributes();
        match &self.entry.kind {
            EntryKind::Text(text) if text.value() == kw::RUNTIME && self.field == FieldName::Origins => {
                unexpected::quoted_runtime(self.entry.caret, &mut self.context.errors);
            }
            EntryKind::Text(text) => {
                list.entries.push(self.written(EntryText::Text(text.value()), when, &waivers));
            }
            EntryKind::Word(word) if word == kw::RUNTIME && self.field == FieldName::Origins => {
                list.entries.push(self.written(EntryText::RunTime, when, &waivers));
            }
            EntryKind::Word(word) if self.field == FieldName::Methods && methods::is_one(word) => {
                list.entries.push(self.written(EntryText::Text(word.unraw().to_string()), when, &waivers));
            }
            EntryKind::Include(name) => self.include(name, &when, &waivers, &mut list.entries),
            EntryKind::Base(name) => {
                let waiver = self.entry.attributes.iter().find(|attribute| is_waiver(attribute));
                let misplaced = waiver.filter(|_| !waivers.given.is_empty()).map(Caret::from);
                if let Some(caret) = misplaced {
                    self.context.errors.error(
                        caret,
                        &format!("`..{name}` takes no waiver: its entries have their own"),
                        &format!("remove it, or put it on the entry of `{name}` that needs it"),
                    );
                }
                let place = self.context.place(self.entry.caret, self.policy, PolicyPart::Entry);
                let before = list.entries.len();
                self.inherit(&BaseEntry { name, field: self.field, when, place }, list);
                for entry in list.entries.iter_mut().skip(before) {
                    entry.has_broken_waiver |= misplaced.is_some();
                }
            }
            EntryKind::Word(_) | EntryKind::Other(_) | EntryKind::Broken => {
                unexpected::entry(
                    self.entry,
                    self.field,
                    self.context.has_credentials,
                    &mut self.context.errors,
                );
            }
        }
    }

    fn inherit(&mut self, base: &BaseEntry<'_>, list: &mut MergedList) {
        let from = self.bases.draft(base.name, self.policy, Some(self.entry), &mut self.context.errors);
        let entries = from.and_then(|from| base.entries(from, self.context));
        self.draft.is_incomplete |= entries.is_none() || from.is_some_and(|from| from.is_incomplete);
        // What an earlier base of this list has given already, under the same condition, adds nothing.
        // (The default methods share a place.)
        let mut added: Vec<_> = entries.into_iter().flatten().collect();
        added.retain(|entry| {
            let text = match &entry.text {
                EntryText::Text(text) => text.clone(),
                EntryText::RunTime => String::new(),
            };
            list.inherited.insert((entry.place, entry.when.clone(), text))
        });
        let before = list.taken_over;
        list.taken_over += added.len();
        if list.taken_over <= MOST_TAKEN_OVER {
            list.entries.extend(added);
        } else if before <= MOST_TAKEN_OVER {
            // Whoever takes this list over is not told again.
            list.entries.clear();
            self.draft.is_incomplete = true;
            self.context.errors.error(
                self.entry.caret,
                &format!("with `..{}` this list takes over more than {MOST_TAKEN_OVER} entries", base.name),
                "take each base over once, not once for each `#[cfg(…)]`",
            );
        }
    }

    fn written(&mut self, text: EntryText, when: Condition, waivers: &Waivers) -> DraftEntry {
        let place = self.context.place(self.entry.caret, self.policy, PolicyPart::Entry);
        entry(text, when, waivers, place)
    }

    /// One entry per line. Other policies may include the same file and need entries that are redundant here.
    fn include(
        &mut self,
        name: &syn::LitStr,
        when: &Condition,
        waivers: &Waivers,
        list: &mut Vec<DraftEntry>,
    ) {
        match include::read(name) {
            Ok(included) => {
                let file = self.context.places.add_file(name.value());
                self.context.watched.extend(included.path);
                for (number, text) in included.lines {
                    let typo = || typo(&text).filter(|_| self.field == FieldName::Methods);
                    if let Some(violation) = include::attribute(&text).or_else(typo) {
                        let message = format!("`{}`, line {number}: {}", name.value(), violation.message);
                        let advice = violation.advice(self.field, &LineOfFile);
                        self.context.errors.error(self.entry.caret, &message, advice);
                        continue;
                    }
                    let place = self.context.places.add(Location {
                        caret: self.entry.caret,
                        policy: self.policy,
                        part: PolicyPart::Entry,
                        line: Some(FileLine { file, number }),
                    });
                    let entry = entry(EntryText::Text(text), when.clone(), waivers, place);
                    list.push(DraftEntry { is_shared: true, ..entry });
                }
            }
            Err((message, help)) => {
                self.context.errors.error(name.span(), &message, &help);
            }
        }
    }

    fn attributes(&mut self) -> (Condition, Waivers) {
        let mut waivers = Waivers::default();
        let mut cfgs = Vec::new();
        for attribute in &self.entry.attributes {
            let caret = attribute;
            if kw::is(attribute.path(), kw::CFG) {
                cfgs.push(attribute);
            } else if is_waiver(attribute) && self.field == FieldName::Origins {
                waivers.read(attribute, self.policy, self.context);
            } else if is_waiver(attribute) {
                let message = format!("only origins take a waiver, and this is an entry of `{}`", self.field);
                self.context.errors.error(caret, &message, "remove it");
            } else {
                let (message, help) = unknown_attribute(attribute);
                self.context.errors.error(caret, &message, &help);
                // It may have been meant as a waiver.
                waivers.is_broken = true;
            }
        }
        waivers.is_broken |= self.context.has_misplaced_waiver;
        (self.context.predicates.read(&cfgs, &mut self.context.errors), waivers)
    }
}

/// Message and help for an attribute that no entry takes.
fn unknown_attribute(attribute: &Attribute) -> (String, String) {
    let name = ast::written(attribute.path());
    let message = format!("unknown attribute `{name}` on an entry");
    let waiver = match &attribute.meta {
        Meta::List(list) => Waiver::from_name(&list.tokens.to_string()),
        Meta::Path(_) | Meta::NameValue(_) => None,
    };
    let help = match waiver {
        Some(waiver) => format!("write `#[{}({waiver})]`", kw::DANGEROUSLY_ALLOW),
        None if name == "doc" => "remove it (a comment is written with `//`)".to_owned(),
        None => format!(
            "remove it: an entry takes `#[cfg(…)]` and, among origins, `#[{}(…)]`",
            kw::DANGEROUSLY_ALLOW
        ),
    };
    (message, help)
}

fn entry(text: EntryText, when: Condition, waivers: &Waivers, place: Place) -> DraftEntry {
    DraftEntry {
        text,
        when,
        waivers: waivers.given.clone(),
        has_broken_waiver: waivers.is_broken,
        is_shared: false,
        place,
    }
}
