//! What is wrong with something that was written, and the help, as data; the wording depends on where they are
//! shown.

use std::borrow::Cow;
use std::fmt;

use crate::words::{FieldName, Waiver};

/// A broken rule. It does not say where: it knows neither source code nor files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// What is wrong, in one short line: lower-case, no full stop, user text in backticks.
    pub message: String,
    /// The reason, if the first line does not say it.
    pub note: Option<String>,
    /// What to write instead, the best first.
    pub helps: Vec<Help>,
    /// Where the documentation argues the case.
    pub section: Option<Section>,
}

/// A section of the guide's page on risks, for a decision that needs an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Wildcards and public suffixes.
    PublicSuffixes,
    /// `http` with credentials.
    Http,
    /// `any` with credentials.
    Any,
    /// The origin `null`.
    Null,
    /// Any host of a scheme.
    AnyHost,
    /// Waivers, and why an unneeded one is a mistake.
    Waivers,
}

/// Its address.
impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let section = match self {
            Self::PublicSuffixes => "public-suffixes",
            Self::Http => "http",
            Self::Any => "any",
            Self::Null => "null",
            Self::AnyHost => "any-host",
            Self::Waivers => "waivers",
        };
        write!(f, "https://docs.rs/cors-runtime/latest/cors_runtime/guide/risks/index.html#{section}")
    }
}

/// What follows the first line of a message, one line for each fact: the reason, each way out, and where to read more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Advice {
    note: Option<String>,
    helps: Vec<String>,
    section: Option<Section>,
}

impl Advice {
    /// One way out.
    pub fn help(help: impl Into<String>) -> Self {
        Self { helps: vec![help.into()], ..Self::default() }
    }

    /// One more way out.
    #[must_use]
    pub fn or(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }

    /// The reason.
    #[must_use]
    pub fn because(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// Each way out but the first begins with `or `, on a line of its own.
impl<T: Into<String>> From<T> for Advice {
    fn from(helps: T) -> Self {
        let helps = helps.into();
        let mut ways = helps.split("\nor ").filter(|way| !way.is_empty());
        let first = ways.next().map_or_else(Self::default, Self::help);
        ways.fold(first, |advice, way| advice.or(format!("or {way}")))
    }
}

/// Lines that begin with `note: ` or `help: `.
impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let note = self.note.iter().map(|note| format!("note: {note}"));
        let helps = self.helps.iter().map(|help| format!("help: {help}"));
        let section = self.section.iter().map(|section| format!("note: {section}"));
        let lines: Vec<String> = note.chain(helps).chain(section).collect();
        f.write_str(&lines.join("\n"))
    }
}

/// What to write instead; a `help:` line, or part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Help {
    /// Write this in its place.
    Replace(String),
    /// Write each of these as an entry of its own; this many more are not shown. Without any, the right spellings are not
    /// known.
    Separate(Vec<String>, usize),
    /// Remove it.
    Remove,
    /// Remove it, or the other value that it conflicts with.
    RemoveOne,
    /// Write `any` as the whole field.
    Any,
    /// Write `none` for `origins`: the policy allows nobody.
    Nobody,
    /// Write an empty list as the whole field.
    Empty,
    /// Take the risk that this waiver stands for.
    Waive(Waiver),
    /// Remove this waiver.
    RemoveWaiver(Waiver),
    /// Give it at run time.
    RunTime,
    /// Add the field, with a list of this entry.
    Add(String),
    /// Add the field, with the value `any`.
    AddAny,
    /// In words, perhaps with examples of what may be written.
    Words(Cow<'static, str>, Vec<String>),
    /// The same about a list, where there is one.
    List(&'static str, Vec<String>),
}

impl Help {
    /// Write each of these, and this many more that are not shown. What stands there twice is one entry.
    pub(crate) fn separate(texts: Vec<String>, more: usize) -> Self {
        let mut each: Vec<String> = Vec::new();
        for text in texts {
            if !each.contains(&text) {
                each.push(text);
            }
        }
        if (each.len(), more) == (1, 0) { Self::Replace(each.remove(0)) } else { Self::Separate(each, more) }
    }

    /// In words, without an example.
    pub fn words(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Words(words.into(), Vec::new())
    }

    /// In words about a list, perhaps with examples.
    pub(crate) fn list(words: &'static str, examples: &[&str]) -> Self {
        Self::List(words, examples.iter().map(|example| (*example).to_owned()).collect())
    }

    /// In words, with one example.
    pub fn example(words: impl Into<Cow<'static, str>>, example: &str) -> Self {
        Self::Words(words.into(), vec![example.to_owned()])
    }
}

/// How things are written where a violation is shown: in source code, in a line of a file, in a configuration.
pub trait Wording {
    /// A value of `field`, or an entry of its list.
    fn value(&self, field: FieldName, text: &str) -> String;
    /// Where several entries are written, and what stands between them.
    fn each(&self) -> (&'static str, &'static str) {
        ("as an entry of its own", ", ")
    }
    /// The whole field with this value: `any`, `none` or `[]`.
    fn whole(&self, field: FieldName, value: &str) -> String;
    /// The whole field with a list of one entry.
    fn list(&self, field: FieldName, text: &str) -> String {
        format!("{field}: [{}]", self.value(field, text))
    }
    /// A waiver.
    fn waiver(&self, waiver: Waiver) -> String;
    /// Where a waiver would stand.
    fn waiver_place(&self) -> &'static str;
    /// How an entry says that its author takes the risk.
    fn waived(&self, waiver: Waiver) -> String {
        format!("with `{}` on {}", self.waiver(waiver), self.waiver_place())
    }
    /// How to give origins at run time instead, if that is possible here.
    fn run_time(&self) -> Option<&'static str> {
        None
    }
}

impl Violation {
    /// A violation with one way out.
    pub fn new(message: impl Into<String>, help: Help) -> Self {
        Self::with(message, vec![help])
    }

    /// A violation with these ways out.
    pub fn with(message: impl Into<String>, helps: Vec<Help>) -> Self {
        Self { message: message.into(), note: None, helps, section: None }
    }

    /// With the reason.
    #[must_use]
    pub fn because(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// With the section of the documentation that argues the case.
    #[must_use]
    pub fn see(self, section: Section) -> Self {
        Self { section: Some(section), ..self }
    }

    /// Without `any` among the ways out, where the policy cannot have it.
    #[must_use]
    pub fn without_any(mut self) -> Self {
        self.helps.retain(|help| !matches!(help, Help::Any | Help::AddAny));
        self
    }

    /// For an origin that is not in a list: it is neither anybody nor nobody.
    #[must_use]
    pub fn of_one_origin(mut self) -> Self {
        self.helps.retain(|help| !matches!(help, Help::Any | Help::AddAny | Help::Nobody));
        for help in &mut self.helps {
            if matches!(help, Help::List(..)) {
                *help = Help::example("write one exact origin", "https://app.example.com");
            }
        }
        self
    }

    /// For a list that stands alone, under a name of the service's own: it cannot be a word of ours.
    #[must_use]
    pub fn in_a_mere_list(mut self) -> Self {
        for help in &mut self.helps {
            let words = match help {
                Help::Any => "set the switch with which this service allows any, if it has one",
                Help::Nobody => "leave the list of origins empty if no other site may read anything",
                Help::Empty => "leave the list empty",
                _ => continue,
            };
            *help = Help::words(words);
        }
        self
    }

    /// What follows the first line, for a value of `field`.
    pub fn advice(&self, field: FieldName, wording: &dyn Wording) -> Advice {
        let mut helps = self.ways(field, wording);
        helps.iter_mut().skip(1).for_each(|help| help.insert_str(0, "or "));
        Advice { note: self.note.clone(), helps, section: self.section }
    }

    /// The help in one line, for a value of `field`.
    pub fn help(&self, field: FieldName, wording: &dyn Wording) -> String {
        joined(&self.ways(field, wording), ", or ")
    }

    /// Each way out.
    fn ways(&self, field: FieldName, wording: &dyn Wording) -> Vec<String> {
        let value = |text: &String| format!("`{}`", wording.value(field, text));
        let in_words = |words: &str, examples: &[String]| {
            let examples: Vec<String> = examples.iter().map(value).collect();
            let such_as = if examples.is_empty() { "" } else { ", such as " };
            format!("{words}{such_as}{}", joined(&examples, " or "))
        };
        let mut ways = Vec::new();
        let mut spellings = Vec::new();
        for help in &self.helps {
            ways.push(match help {
                Help::Replace(text) => {
                    spellings.push(value(text));
                    continue;
                }
                Help::Separate(texts, _) if texts.is_empty() => {
                    let what = match field {
                        FieldName::Origins => "origin",
                        FieldName::Methods => "method",
                        _ => "name",
                    };
                    format!("make each {what} an entry of its own")
                }
                Help::Separate(texts, more) => {
                    let (place, between) = wording.each();
                    let texts: Vec<String> = texts.iter().map(|text| wording.value(field, text)).collect();
                    let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
                    format!("write each {place}: `{}`{more}", texts.join(between))
                }
                Help::Remove => "remove it".to_owned(),
                Help::RemoveOne => "remove one of them".to_owned(),
                Help::Any => {
                    let when = match field {
                        FieldName::Origins => " if anyone may read the responses",
                        FieldName::Headers => ", which covers every name, `authorization` included",
                        _ => "",
                    };
                    format!("write `{}`{when}", wording.whole(field, "any"))
                }
                Help::Nobody => {
                    let nobody = wording.whole(FieldName::Origins, "none");
                    let write = if field == FieldName::Origins { "write" } else { "say" };
                    format!("{write} `{nobody}` if no other site may read anything")
                }
                Help::Empty => format!("write `{}`", wording.whole(field, "[]")),
                Help::Waive(waiver) => format!("accept the risk {}", wording.waived(*waiver)),
                Help::RemoveWaiver(waiver) => format!("remove `{}`", wording.waiver(*waiver)),
                Help::Add(text) => format!("add `{}`", wording.list(field, text)),
                Help::AddAny => {
                    format!("add `{}` if anyone may read the responses", wording.whole(field, "any"))
                }
                Help::RunTime => match wording.run_time() {
                    Some(words) => words.to_owned(),
                    None => continue,
                },
                Help::Words(words, examples) => in_words(words, examples),
                Help::List(words, examples) => in_words(words, examples),
            });
        }
        if !spellings.is_empty() {
            ways.insert(0, format!("write {}", joined(&spellings, " or ")));
        }
        ways
    }
}

/// `a`, `a or b`, `a, b or c`.
pub fn joined(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [front @ .., end] => format!("{}{last}{end}", front.join(", ")),
    }
}

/// The longest piece of user text that a message repeats, in characters.
const QUOTED: usize = 120;

/// A piece of user text for a message: in backticks, with invisible characters escaped, of bounded length.
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("`");
    for (at, c) in text.chars().enumerate() {
        if at == QUOTED {
            quoted.push('…');
            break;
        }
        match c {
            '\\' | '\'' | '"' => quoted.push(c),
            '`' => quoted.extend(c.escape_unicode()),
            _ => quoted.extend(c.escape_debug()),
        }
    }
    quoted.push('`');
    quoted
}

#[cfg(test)]
pub(crate) mod tests;
