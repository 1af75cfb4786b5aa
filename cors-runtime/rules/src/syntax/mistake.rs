//! What is wrong with a text, and what to write instead.

use std::fmt;

/// A mistake in a text: what is wrong (lower-case, no full stop, user text in backticks), and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match &self.help {
            Some(help) => write!(f, "\n\nhelp: {help}"),
            None => Ok(()),
        }
    }
}

/// A broken rule, before anybody has tried to compute the right spelling of the whole text.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) advice: Advice,
}

/// What a rule can say about the way out.
#[derive(Debug)]
pub(super) enum Advice {
    /// The right spelling of the whole text, if it can be computed.
    Spelling,
    /// The same, and these words if it cannot.
    SpellingOr(String),
    /// These words, whatever a spelling might look like.
    Words(String),
}

impl Fault {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), advice: Advice::Spelling }
    }

    /// The words for a text whose right spelling cannot be computed.
    pub(super) fn or(self, words: impl Into<String>) -> Self {
        Self { advice: Advice::SpellingOr(words.into()), ..self }
    }

    /// The words for a text that has no right spelling, or for which the rule computed it.
    pub(super) fn help(self, words: impl Into<String>) -> Self {
        Self { advice: Advice::Words(words.into()), ..self }
    }
}

/// The longest piece of user text that a message repeats, in characters.
const QUOTED: usize = 120;

/// A piece of user text for a message: in backticks, nothing invisible in it, not endless.
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

/// A right spelling for a help line, as it stands in source code.
pub fn literal(text: &str) -> String {
    format!("`\"{text}\"`")
}

/// `a`, `a or b`, `a, b or c`.
pub(super) fn one_of(items: &[String], last: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [front @ .., end] => format!("{} {last} {end}", front.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_reads_as_message_and_help() {
        let bare = Mistake { message: "it is wrong".into(), help: None };
        assert_eq!(bare.to_string(), "it is wrong");
        let helped = Mistake { help: Some("write `\"x\"`".into()), ..bare };
        assert_eq!(helped.to_string(), "it is wrong\n\nhelp: write `\"x\"`");
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
