//! What is wrong with something that was written, and the remedies, as data; the wording depends on where they are
//! shown.

use std::borrow::Cow;

use crate::words::{FieldName, Waiver};

/// A broken rule. It does not say where: it knows neither source code nor files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong: lower-case, no full stop, user text in backticks.
    pub message: String,
    /// The remedies, the best one first.
    pub remedies: Vec<Remedy>,
}

/// A remedy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Write this in its place.
    Replace(String),
    /// Write each of these as an entry of its own; this many more are not shown.
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
    /// In words, perhaps with examples of what may be written.
    Words(Cow<'static, str>, Vec<String>),
}

impl Remedy {
    /// In words, without an example.
    pub fn words(words: impl Into<Cow<'static, str>>) -> Self {
        Self::Words(words.into(), Vec::new())
    }

    /// In words, with one example.
    pub fn example(words: impl Into<Cow<'static, str>>, example: &str) -> Self {
        Self::Words(words.into(), vec![example.to_owned()])
    }
}

/// How things are written where a fault is shown: in source code, in a line of a file, in a configuration.
pub trait Wording {
    /// A value of `field`, or an entry of its list.
    fn value(&self, field: FieldName, text: &str) -> String;
    /// Entries of the list of `field`, one after another, in backticks.
    fn entries(&self, field: FieldName, texts: &[String]) -> String {
        let texts: Vec<String> = texts.iter().map(|text| self.value(field, text)).collect();
        format!("`{}`", texts.join(", "))
    }
    /// The whole field with this value: `any`, `none` or `[]`.
    fn whole(&self, field: FieldName, value: &str) -> String;
    /// A waiver.
    fn waiver(&self, waiver: Waiver) -> String;
    /// Where a waiver would stand.
    fn waiver_place(&self) -> &'static str;
}

impl Fault {
    /// A fault with one remedy.
    pub fn new(message: impl Into<String>, remedy: Remedy) -> Self {
        Self { message: message.into(), remedies: vec![remedy] }
    }

    /// Without `any` among the remedies, where the policy cannot have it.
    #[must_use]
    pub fn without_any(mut self) -> Self {
        self.remedies.retain(|remedy| *remedy != Remedy::Any);
        self
    }

    /// The remedies in one line, for a value of `field`.
    pub fn help(&self, field: FieldName, wording: &dyn Wording) -> String {
        let value = |text: &String| format!("`{}`", wording.value(field, text));
        let mut ways = Vec::new();
        let mut spellings = Vec::new();
        for remedy in &self.remedies {
            ways.push(match remedy {
                Remedy::Replace(text) => {
                    spellings.push(value(text));
                    continue;
                }
                Remedy::Separate(texts, more) => {
                    let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
                    format!("write each as an entry of its own: {}{more}", wording.entries(field, texts))
                }
                Remedy::Remove => "remove it".to_owned(),
                Remedy::RemoveOne => "remove one of them".to_owned(),
                Remedy::Any => {
                    let when = match field {
                        FieldName::Origins => " if anyone may read the responses",
                        FieldName::Headers => ", which covers every name, `authorization` included",
                        _ => "",
                    };
                    format!("write `{}`{when}", wording.whole(field, "any"))
                }
                Remedy::Nobody => {
                    let nobody = wording.whole(FieldName::Origins, "none");
                    format!("write `{nobody}` if no other site may read anything")
                }
                Remedy::Empty => format!("write `{}`", wording.whole(field, "[]")),
                Remedy::Waive(waiver) => {
                    format!(
                        "accept the risk with `{}` on {}",
                        wording.waiver(*waiver),
                        wording.waiver_place()
                    )
                }
                Remedy::RemoveWaiver(waiver) => format!("remove `{}`", wording.waiver(*waiver)),
                Remedy::Words(words, examples) if examples.is_empty() => words.clone().into_owned(),
                Remedy::Words(words, examples) => {
                    let examples: Vec<String> = examples.iter().map(value).collect();
                    format!("{words}, such as {}", joined(&examples, " or "))
                }
            });
        }
        if !spellings.is_empty() {
            ways.insert(0, format!("write {}", joined(&spellings, " or ")));
        }
        joined(&ways, ", or ")
    }
}

/// `a`, `a or b`, `a, b or c`.
fn joined(items: &[String], last: &str) -> String {
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
pub(crate) mod tests {
    use super::*;

    /// The wording of a file with one entry per line.
    pub(crate) struct Plain;

    impl Wording for Plain {
        fn value(&self, _: FieldName, text: &str) -> String {
            text.to_owned()
        }
        fn whole(&self, field: FieldName, value: &str) -> String {
            format!("{field} = {value}")
        }
        fn waiver(&self, waiver: Waiver) -> String {
            format!("dangerously_allow = {waiver}")
        }
        fn waiver_place(&self) -> &'static str {
            "this entry"
        }
    }

    #[test]
    fn remedies_read_as_one_line() {
        let text = |text: &str| text.to_owned();
        for (remedies, want) in [
            (vec![Remedy::Replace(text("a"))], "write `a`"),
            (vec![Remedy::Replace(text("a")), Remedy::Replace(text("b"))], "write `a` or `b`"),
            (
                vec![Remedy::Replace(text("a")), Remedy::Waive(Waiver::InsecureOrigins)],
                "write `a`, or accept the risk with `dangerously_allow = insecure_origins` on this entry",
            ),
            (
                vec![Remedy::words("list the exact origins"), Remedy::words("use `https`"), Remedy::Any],
                "list the exact origins, use `https`, or write `origins = any` if anyone may read the responses",
            ),
            (
                vec![Remedy::Separate(vec![text("a"), text("b")], 3)],
                "write each as an entry of its own: `a, b` and 3 more",
            ),
            (vec![Remedy::example("write an origin", "https://a")], "write an origin, such as `https://a`"),
            (vec![Remedy::RemoveWaiver(Waiver::Predicates)], "remove `dangerously_allow = predicates`"),
            (vec![Remedy::Remove], "remove it"),
            (vec![Remedy::RemoveOne], "remove one of them"),
            (vec![Remedy::Nobody], "write `origins = none` if no other site may read anything"),
            (vec![Remedy::Empty], "write `origins = []`"),
            (Vec::new(), ""),
        ] {
            let fault = Fault { message: String::new(), remedies };
            assert_eq!(fault.help(FieldName::Origins, &Plain), want);
        }
    }

    #[test]
    fn quoted_text_shows_what_would_be_invisible() {
        for (what, text, quoted) in [
            ("plain text stays", "https://a.example", "`https://a.example`"),
            ("a backslash stays single", r"https:\\a", r"`https:\\a`"),
            ("a line break is shown", "a\nb", r"`a\nb`"),
            ("NUL is shown", "a\0", r"`a\0`"),
            ("a right-to-left mark is shown", "a\u{200f}b", r"`a\u{200f}b`"),
            ("a right-to-left override is shown", "\u{202e}", r"`\u{202e}`"),
            ("a backtick does not end the quotation", "a`b", r"`a\u{60}b`"),
            ("letters of other scripts stay", "münchen", "`münchen`"),
        ] {
            assert_eq!(quote(text), quoted, "{what}");
        }
        assert_eq!(quote(&"a".repeat(10_000)).chars().count(), QUOTED + 3, "a long text is cut");
    }
}
