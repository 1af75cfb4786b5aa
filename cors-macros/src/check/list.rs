//! What the lists have in common: attributes of entries, included files, duplicates.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt::Display;
use std::rc::Rc;

use crate::ast::{Entry, EntryKind};
use crate::cfg::{Predicate, attribute_span, builds};
use crate::check::{Context, near_miss};
use crate::diag::{Errors, Place};
use crate::{include, kw};

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

/// The waivers that an entry bears, and whether some policy needed them.
#[derive(Debug, Default)]
pub(crate) struct Waivers {
    given: RefCell<Vec<(String, Place)>>,
    needed: RefCell<Vec<String>>,
}

impl Waivers {
    /// Whether `name` is waived; asking is needing it.
    pub(crate) fn waive(&self, name: &str) -> bool {
        self.needed.borrow_mut().push(name.to_owned());
        self.bears(name)
    }

    pub(crate) fn bears(&self, name: &str) -> bool {
        self.given.borrow().iter().any(|(given, _)| given == name)
    }

    /// A waiver that its entry does not need hides the day when it will.
    pub(crate) fn report_unneeded(&self, errors: &mut Errors) {
        for (name, place) in self.given.take() {
            if !self.needed.borrow().contains(&name) {
                let why = if name == kw::INSECURE_ORIGINS {
                    "only an `http` origin that is not loopback needs it, and only with `credentials: true`"
                } else {
                    "only a wildcard that reaches a public suffix needs it, and only with `credentials: true`"
                };
                errors.error(
                    place,
                    format!("this entry does not need the waiver `{name}`: {why}"),
                    format!("remove `#[{}({name})]`", kw::DANGEROUSLY_ALLOW),
                );
            }
        }
    }
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
        let message = match &self.line {
            None => message.to_string(),
            Some((file, line)) => {
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
            EntryKind::Word(word) => push(Text::Word(word.to_string()), None),
            EntryKind::Other(tokens) => {
                push(Text::Other(tokens.to_string().replace(' ', "")), None);
            }
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
            read_waivers(attribute, &waivers, context.errors);
        } else if attribute.path().is_ident(kw::DANGEROUSLY_ALLOW) {
            context.errors.error(place, "a waiver has no meaning here: only origins take one", "remove it");
        } else {
            context.errors.error(
                place,
                "an entry bears no attribute but `#[cfg(…)]` and, among origins, `#[dangerously_allow(…)]`",
                "remove it; a comment is written with `//`",
            );
        }
    }
    (context.atoms.read(&cfgs, context.errors), waivers)
}

fn read_waivers(attribute: &syn::Attribute, waivers: &Waivers, errors: &mut Errors) {
    const KNOWN: [&str; 2] = [kw::INSECURE_ORIGINS, kw::PUBLIC_SUFFIXES];
    let write = "write `#[dangerously_allow(insecure_origins)]` or `#[dangerously_allow(public_suffixes)]`";
    let parse = syn::punctuated::Punctuated::<syn::Ident, syn::Token![,]>::parse_terminated;
    let Ok(names) = attribute.parse_args_with(parse) else {
        return errors.error(
            Place::token(attribute_span(attribute)),
            "a waiver is a name in parentheses",
            write,
        );
    };
    if names.is_empty() {
        return errors.error(Place::token(attribute_span(attribute)), "this waiver names nothing", write);
    }
    for name in names {
        let (text, place) = (name.to_string(), Place::token(name.span()));
        if waivers.bears(&text) {
            errors.error(place, format!("the waiver `{text}` is given twice"), "remove one of them");
        } else if KNOWN.contains(&text.as_str()) {
            waivers.given.borrow_mut().push((text, place));
        } else {
            let help = near_miss(&text, &KNOWN).map_or_else(
                || write.to_owned(),
                |near| format!("did you mean `{near}`? Otherwise remove it"),
            );
            errors.error(place, format!("there is no waiver `{text}`"), help);
        }
    }
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

/// The rule on duplicates of the lists of names. Returns the items that remain.
pub(crate) fn without_duplicates(
    names: Vec<(String, Item)>,
    what: &str,
    errors: &mut Errors,
) -> Vec<(String, Item)> {
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    names.iter().enumerate().for_each(|(at, (name, _))| same.entry(name).or_default().push(at));
    let whens: Vec<_> = names.iter().map(|(_, item)| &item.when).collect();
    let found = redundant(&whens, |at| same[names[at].0.as_str()].clone());
    for (at, first) in &found {
        let (name, item) = &names[*at];
        item.at.conflict(
            &names[*first].1.at,
            errors,
            format!("the {what} `{name}` is listed twice"),
            "remove one of them",
        );
    }
    let mut at = 0;
    let mut names = names;
    names.retain(|_| {
        at += 1;
        !found.iter().any(|(redundant, _)| *redundant == at - 1)
    });
    names
}
