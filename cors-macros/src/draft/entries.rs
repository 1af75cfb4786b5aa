//! The entries of lists: their attributes, and the files that they include.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use cors_policy::check::methods::typo;
use cors_policy::condition::Condition;
use cors_policy::draft::{DraftEntry, DraftList, EntryText, Place, Written};
use cors_policy::list_file;
use cors_policy::near::near_miss;
use cors_policy::words::{FieldName, Waiver};
use proc_macro2::TokenTree;
use syn::ext::IdentExt;
use syn::{Attribute, LitStr, Meta};

use super::waivers::is_waiver;
use super::{Reader, include, methods};
use crate::ast::{self, EntryKind, ListEntry, PolicyField, Value};
use crate::kw;
use crate::parse::is_word;
use crate::report::{FileLine, Location, PolicyPart, WrittenIn};

/// A list as far as it is read.
pub(super) struct MergedList {
    pub(super) field: FieldName,
    pub(super) entries: Vec<DraftEntry>,
    /// An entry that was refused was meant as `runtime`. Then the constant is a template all the same: what uses it as one is
    /// no second mistake.
    pub(super) means_run_time: bool,
    /// Which entries of bases are among them.
    pub(super) inherited: HashSet<(Place, Condition, String)>,
    pub(super) taken_over: usize,
}

/// An entry with what its attributes say.
pub(super) struct ReadEntry<'a> {
    pub(super) entry: &'a ListEntry,
    pub(super) when: Condition,
    pub(super) waivers: Vec<Written<Waiver>>,
    /// A waiver could not be read, which is reported.
    pub(super) has_broken_waiver: bool,
}

impl ReadEntry<'_> {
    /// What it says with this text.
    pub(super) fn with(&self, text: EntryText, place: Place) -> DraftEntry {
        let (when, waivers) = (self.when.clone(), self.waivers.clone());
        let has_broken_waiver = self.has_broken_waiver;
        DraftEntry { text, when, waivers, has_broken_waiver, is_shared: false, place }
    }
}

impl Reader<'_> {
    /// The list that a field holds; `None` if it is not a list, which is reported.
    pub(super) fn list(
        &mut self,
        field: FieldName,
        value: &PolicyField,
        place: Place,
    ) -> Option<Written<Arc<DraftList>>> {
        let list = match &value.value {
            Value::List(entries) if entries.is_empty() => DraftList::Empty,
            Value::List(entries) => {
                let is_misplaced = |entry: &ListEntry| {
                    matches!(entry.kind, EntryKind::Broken)
                        && ast::text(&entry.trees).contains(kw::DANGEROUSLY_ALLOW)
                };
                self.has_misplaced_waiver |= entries.iter().any(is_misplaced);
                let mut list = MergedList {
                    field,
                    entries: Vec::new(),
                    means_run_time: false,
                    inherited: HashSet::new(),
                    taken_over: 0,
                };
                for entry in entries {
                    self.entry(entry, &mut list);
                }
                let is_template = list.entries.iter().any(|entry| entry.text == EntryText::RunTime);
                if list.means_run_time && !is_template {
                    list.entries.push(run_time(place));
                }
                DraftList::Entries(list.entries)
            }
            Value::Tokens(trees) => match ast::text(trees).as_str() {
                kw::ANY => DraftList::Any,
                kw::NONE => DraftList::None,
                _ => {
                    self.unexpected_value(field, trees, value.caret);
                    if !self.means_run_time(trees, field) {
                        return None;
                    }
                    DraftList::Entries(vec![run_time(place)])
                }
            },
        };
        Some(Written::new(Arc::new(list), place))
    }

    fn entry(&mut self, entry: &ListEntry, list: &mut MergedList) {
        let field = list.field;
        let read = self.attributes(field, entry);
        let text = match &entry.kind {
            EntryKind::Text(text) if text.value() == kw::RUNTIME && field == FieldName::Origins => {
                list.means_run_time = true;
                let message = "`runtime` is a word of the language, not an origin in double quotes";
                return self.error(entry.caret(), message, "write `runtime` without quotes");
            }
            EntryKind::Text(text) => EntryText::Text(text.value()),
            EntryKind::Word(word) if word == kw::RUNTIME && field == FieldName::Origins => EntryText::RunTime,
            EntryKind::Word(word) if field == FieldName::Methods && methods::is_one(word) => {
                EntryText::Text(word.unraw().to_string())
            }
            EntryKind::Include(name) => return self.include(name, &read, list),
            EntryKind::Base(name) => return self.inherit(name, &read, list),
            EntryKind::Word(_) | EntryKind::Other => {
                list.means_run_time |= self.means_run_time(&entry.trees, field);
                return self.unexpected_entry(entry, field);
            }
            // A comma may be missing in front of it.
            EntryKind::Broken => {
                let is_there = entry.trees.iter().any(|tree| is_word(tree, kw::RUNTIME));
                list.means_run_time |=
                    is_there && field == FieldName::Origins || self.means_run_time(&entry.trees, field);
                return;
            }
        };
        let place = self.place(entry.caret(), PolicyPart::Entry);
        list.entries.push(read.with(text, place));
    }

    /// Whether tokens that were refused were meant as `runtime`, or as a template: `runtimes`, `"runtime"`, `[runtime]`,
    /// `runtime("…")`, `TENANTS`.
    fn means_run_time(&self, trees: &[TokenTree], field: FieldName) -> bool {
        let word = match trees {
            [TokenTree::Ident(word), TokenTree::Group(_)] => Some(word.to_string()),
            trees => ast::only_name(trees),
        };
        let Some(word) = word.filter(|_| field == FieldName::Origins) else { return false };
        match self.policy_named(trees, field) {
            Some(_) => self.bases.means_run_time(&word, self.policy),
            None => near_miss(&word, &[kw::RUNTIME]).is_some(),
        }
    }

    /// One entry per line. Other policies may include the same file and need entries that are redundant here.
    fn include(&mut self, name: &LitStr, read: &ReadEntry<'_>, list: &mut MergedList) {
        let included = match include::read(name) {
            Ok(included) => included,
            Err((message, help)) => return self.error(name.span(), message, help),
        };
        let file: Rc<str> = name.value().into();
        self.context.watched.extend(included.path);
        let caret = read.entry.caret();
        let has_waiver = included.lines.iter().any(|(_, text)| text.contains(kw::DANGEROUSLY_ALLOW));
        for (number, text) in included.lines {
            let typo = || typo(&text).filter(|_| list.field == FieldName::Methods);
            if let Some(violation) = list_file::begins_with_attribute(&text).or_else(typo) {
                if self.context.told.insert((Rc::clone(&file), number)) {
                    let message = format!("`{file}`, line {number}: {}", violation.message);
                    self.error(caret, message, violation.advice(list.field, &WrittenIn::File));
                }
                self.draft.is_incomplete = true;
                continue;
            }
            let line = Some(FileLine { file: Rc::clone(&file), number });
            let location = Location { caret, policy: self.policy, part: PolicyPart::Entry, line };
            let place = self.context.places.add(location);
            let entry = read.with(EntryText::Text(text), place);
            let has_broken_waiver = entry.has_broken_waiver || has_waiver;
            list.entries.push(DraftEntry { is_shared: true, has_broken_waiver, ..entry });
        }
    }

    fn attributes<'a>(&mut self, field: FieldName, entry: &'a ListEntry) -> ReadEntry<'a> {
        let mut waivers = Vec::new();
        let mut has_broken_waiver = self.has_misplaced_waiver;
        for attribute in &entry.attributes {
            if kw::is(attribute.path(), kw::CFG) {
                continue;
            }
            if is_waiver(attribute) && field == FieldName::Origins {
                has_broken_waiver |= !self.waivers(attribute, &mut waivers);
            } else if is_waiver(attribute) {
                let message = format!("only origins take a waiver, and this is an entry of `{field}`");
                self.error(attribute, message, "remove it");
            } else {
                let (message, help) = unknown_attribute(attribute);
                self.error(attribute, message, help);
                // It may have been meant as a waiver.
                has_broken_waiver = true;
            }
        }
        let when = self.context.predicates.read(ast::cfgs(&entry.attributes), &mut self.context.errors);
        ReadEntry { entry, when, waivers, has_broken_waiver }
    }
}

pub(super) fn run_time(place: Place) -> DraftEntry {
    DraftEntry {
        text: EntryText::RunTime,
        when: Condition::default(),
        waivers: Vec::new(),
        has_broken_waiver: true,
        is_shared: false,
        place,
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
