//! What the lists have in common: attributes of entries, included files, duplicates.

use std::cell::Cell;
use std::collections::HashMap;
use std::fmt::Display;
use std::rc::Rc;

use crate::ast::{self, Entry, EntryKind, Field, Value};
use crate::cfg::{Atoms, Predicate, attribute_span, builds};
use crate::check::Context;
use crate::check::waivers::Waivers;
use crate::diag::{Errors, Place};
use crate::{include, kw};
use syn::ext::IdentExt;

/// An entry whose attributes are read, an included file's lines among them.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) text: Text,
    pub(crate) when: Predicate,
    pub(crate) waivers: Rc<Waivers>,
    pub(crate) at: At,
}

#[derive(Debug)]
pub(crate) enum Text {
    /// In double quotes, or a line of a file.
    Quoted(String),
    /// An identifier.
    Word(String),
    /// Other tokens, written out.
    Other(String),
}

/// Where an entry stands: in the source, or in a line of a file.
#[derive(Debug, Clone)]
pub(crate) struct At {
    pub(crate) place: Place,
    line: Option<(Rc<File>, usize)>,
}

#[derive(Debug)]
struct File {
    name: String,
    reported: Cell<usize>,
}

/// How many mistakes of one included file are reported in one run.
const MOST_REPORTED: usize = 20;

impl At {
    /// Reports `message`, with file and line where the entry comes from a file.
    pub(crate) fn error(&self, errors: &mut Errors, message: impl Display, help: impl Display) {
        self.report(errors, None, &message, &help);
    }

    /// The same, and where `there` is, about that place too.
    pub(crate) fn error_with(
        &self,
        there: Option<Place>,
        errors: &mut Errors,
        message: impl Display,
        help: impl Display,
    ) {
        self.report(errors, there, &message, &help);
    }

    /// Reports `message` about this entry and an earlier one.
    pub(crate) fn conflict(
        &self,
        earlier: &Self,
        errors: &mut Errors,
        message: impl Display,
        help: impl Display,
    ) {
        let message = match &earlier.line {
            Some((file, line)) => format!("{message} (`{}`, line {line})", file.name),
            None => message.to_string(),
        };
        self.report(errors, Some(earlier.place), &message, &help);
    }

    fn report(&self, errors: &mut Errors, other: Option<Place>, message: &dyn Display, help: &dyn Display) {
        let mut help = help.to_string();
        let message = match &self.line {
            None => message.to_string(),
            Some((file, line)) => {
                // A line of a file is the text itself.
                help = help.replace("`\"", "`").replace("\"`", "`");
                file.reported.set(file.reported.get() + 1);
                match file.reported.get() {
                    seen if seen <= MOST_REPORTED => format!("`{}`, line {line}: {message}", file.name),
                    seen if seen == MOST_REPORTED + 1 => {
                        let message = format!("`{}` has further mistakes", file.name);
                        return errors.error(
                            self.place,
                            message,
                            "they are reported once those above are mended",
                        );
                    }
                    _ => return errors.hold_back(),
                }
            }
        };
        match other {
            Some(other) => errors.conflict(self.place, other, message, help),
            None => errors.error(self.place, message, help),
        }
    }
}

/// Reads the attributes of `entries`, and the files that they include.
pub(crate) fn items(entries: &[Entry], takes_waivers: bool, context: &mut Context<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for entry in entries {
        let (when, waivers) = attributes(entry, takes_waivers, context);
        let waivers = Rc::new(waivers);
        let mut push = |text, line| {
            let at = At { place: entry.place, line };
            items.push(Item { text, when: when.clone(), waivers: Rc::clone(&waivers), at });
        };
        match &entry.kind {
            EntryKind::Text(text) => push(Text::Quoted(text.value()), None),
            EntryKind::Word(word) => push(Text::Word(word.unraw().to_string()), None),
            EntryKind::Other(trees) => push(Text::Other(ast::text(trees)), None),
            EntryKind::Broken => {}
            EntryKind::Include(name) => match include::read(name) {
                Ok(included) => {
                    let file = Rc::new(File { name: name.value(), reported: Cell::new(0) });
                    context.watched.extend(included.path);
                    for (line, text) in included.lines {
                        push(Text::Quoted(text), Some((Rc::clone(&file), line)));
                    }
                }
                Err((message, help)) => context.errors.error(Place::token(name.span()), message, help),
            },
        }
    }
    items
}

fn attributes(entry: &Entry, takes_waivers: bool, context: &mut Context<'_>) -> (Predicate, Waivers) {
    let waivers = Waivers::default();
    let mut cfgs = Vec::new();
    for attribute in &entry.attributes {
        let place = Place::token(attribute_span(attribute));
        if attribute.path().is_ident(kw::CFG) {
            cfgs.push(attribute);
        } else if attribute.path().is_ident(kw::DANGEROUSLY_ALLOW) && takes_waivers {
            waivers.read(attribute, context.errors);
        } else if attribute.path().is_ident(kw::DANGEROUSLY_ALLOW) {
            context.errors.error(place, "a waiver has no meaning here: only origins take one", "remove it");
        } else {
            context.errors.error(
                place,
                "an entry bears no attribute but `#[cfg(…)]` and, among origins, `#[dangerously_allow(…)]`",
                "remove it; a comment is written with `//`",
            );
            // It may have been meant as a waiver.
            waivers.set_broken();
        }
    }
    (context.atoms.read(&cfgs, context.errors), waivers)
}

/// The remedy for a value that is no list, if its text makes one. `entry` spells one entry, if it is legal.
pub(super) fn instead(field: &Field, entry: impl Fn(&str) -> Option<String>) -> Option<String> {
    let name = &field.name;
    let text = match &field.value {
        Value::Literal(literal) => literal.to_string(),
        Value::Word(word) => word.to_string(),
        Value::Other(trees) => ast::text(trees),
        Value::List(_) => return None,
    };
    let inner = text.trim_matches('"');
    if ["*", "any", "all"].contains(&inner) {
        return Some(format!("write `{name}: any`"));
    }
    if text.starts_with("include!") {
        return Some(format!("write `{name}: [{text}]`"));
    }
    if text.starts_with(['(', '{']) {
        return Some(format!("a list stands in square brackets: `{name}: […]`"));
    }
    let entries: Option<Vec<_>> =
        inner.split([',', ' ']).filter(|piece| !piece.is_empty()).map(entry).collect();
    Some(format!("write `{name}: [{}]`", entries.filter(|entries| !entries.is_empty())?.join(", ")))
}

/// For each entry that is redundant in every build that has it: its index, and that of an entry that makes it so.
/// `covering(i)` gives the entries whose presence makes entry `i` redundant.
pub(crate) fn redundant(whens: &[&Predicate], covering: impl Fn(usize) -> Vec<usize>) -> Vec<(usize, usize)> {
    let mut removed = vec![false; whens.len()];
    let mut found = Vec::new();
    for at in (0..whens.len()).rev() {
        let covering: Vec<usize> =
            covering(at).into_iter().filter(|other| *other != at && !removed[*other]).collect();
        let Some(first) = covering.first() else { continue };
        let mut atoms = Vec::new();
        whens[at].atoms(&mut atoms);
        for other in &covering {
            whens[*other].atoms(&mut atoms);
        }
        let mut those = builds(&atoms).filter(|build| whens[at].holds(*build)).peekable();
        if those.peek().is_some()
            && those.all(|build| covering.iter().any(|other| whens[*other].holds(build)))
        {
            removed[at] = true;
            found.push((at, *first));
        }
    }
    found.reverse();
    found
}

/// Message and remedy for an entry that its list has twice.
pub(super) fn twice(what: &str, name: &str, when: &Predicate, atoms: &Atoms) -> (String, String) {
    if when.is_always() {
        return (format!("the {what} `{name}` is listed twice"), "remove one of them".to_owned());
    }
    let cfg = format!("#[cfg({})]", atoms.describe(when));
    (
        format!(
            "the {what} `{name}` is listed twice: every build with the entry under `{cfg}` lists it anyway"
        ),
        format!("remove the entry under `{cfg}`"),
    )
}

/// The rule on duplicates of the lists of names. Returns the items that remain.
pub(crate) fn without_duplicates(
    names: Vec<(String, Item)>,
    what: &str,
    context: &mut Context<'_>,
) -> Vec<(String, Item)> {
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    names.iter().enumerate().for_each(|(at, (name, _))| same.entry(name).or_default().push(at));
    let whens: Vec<_> = names.iter().map(|(_, item)| &item.when).collect();
    let found = redundant(&whens, |at| same[names[at].0.as_str()].clone());
    for (at, first) in &found {
        let (name, item) = &names[*at];
        let (message, help) = twice(what, name, &item.when, context.atoms);
        item.at.conflict(&names[*first].1.at, context.errors, message, help);
    }
    let mut at = 0;
    let mut names = names;
    names.retain(|_| {
        at += 1;
        !found.iter().any(|(redundant, _)| *redundant == at - 1)
    });
    names
}
