//! Why a text is not an origin, and what to write instead.
//!
//! An origin is compared byte for byte, so a text that differs in one byte from what browsers send would never
//! match. Nothing is repaired silently: the text is refused, and the help has the right spelling. What is
//! legal is decided by [`Pattern::read`](super::Pattern), not here.

mod address;
mod authority;
mod domain;
mod foreign;
mod list_syntax;
mod port;
#[cfg(test)]
mod properties;
mod scheme;
mod spelling;
mod text;
mod wildcard;

use super::Pattern;
use crate::violation::{Help, Section, Violation, quote};

/// What is expected of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// An entry of a policy: an origin or a pattern.
    Entry,
    /// Exactly one origin.
    Exact,
}

impl Wanted {
    fn accepts(self, text: &str) -> bool {
        match self {
            Self::Entry => Pattern::read(text).is_some_and(|entry| is_legal(&entry)),
            Self::Exact => Pattern::read_exact(text).is_some(),
        }
    }
}

/// Whether the rules on entries, which come next, take it as well.
fn is_legal(entry: &Pattern) -> bool {
    #[cfg(feature = "policies")]
    return crate::suffixes::registrable_label(entry).is_none();
    #[cfg(not(feature = "policies"))]
    return !entry.text().is_empty();
}

/// Why a text is not an origin, before the right spelling of the whole text is computed.
#[derive(Debug)]
struct Reason {
    message: String,
    note: Option<String>,
    section: Option<Section>,
    /// The help is the right spelling, if it can be computed.
    has_spelling: bool,
    /// The help if there is no right spelling.
    otherwise: Vec<Help>,
}

impl Reason {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), note: None, section: None, has_spelling: true, otherwise: Vec::new() }
    }

    /// What explains the message.
    fn because(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }

    /// The help for a text whose right spelling cannot be computed.
    fn or(mut self, help: Help) -> Self {
        self.otherwise.push(help);
        self
    }

    /// The help for a text that has no right spelling.
    fn instead(self, help: Help) -> Self {
        Self { has_spelling: false, ..self.or(help) }
    }
}

impl Pattern {
    /// Reads an entry of a policy's list, or says what is wrong with it.
    ///
    /// # Errors
    ///
    /// If the text is neither an origin nor a pattern.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        Self::read(text).ok_or_else(|| explain(text, Wanted::Entry))
    }

    /// The same where only an exact origin is expected.
    ///
    /// # Errors
    ///
    /// If the text is not an origin.
    pub fn parse_exact(text: &str) -> Result<Self, Violation> {
        Self::read_exact(text).ok_or_else(|| why_not_exact(text))
    }
}

/// What is wrong with a text that is not an exact origin.
pub(super) fn why_not_exact(text: &str) -> Violation {
    explain(text, Wanted::Exact)
}

/// Joiners, directional marks and the like: pasted, and not seen. A joiner may be part of a name whose letters before it
/// are of another script.
fn is_invisible(c: char, text: &str) -> bool {
    let is_joiner = |c: char| matches!(c, '\u{200c}' | '\u{200d}');
    let before = std::iter::once(' ').chain(text.chars());
    if is_joiner(c) {
        return before.zip(text.chars()).any(|(before, c)| is_joiner(c) && before.is_ascii());
    }
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn explain(text: &str, wanted: Wanted) -> Violation {
    let reason = check(text, wanted).err().unwrap_or_else(|| {
        Reason::new(format!("{} is not an origin that a browser sends", quote(text)))
            .or(Help::example("write a scheme, a host and perhaps a port", "https://app.example.com:8443"))
    });
    let spellings = if reason.has_spelling { spelling::spellings(text, wanted) } else { Vec::new() };
    let mut message = reason.message;
    if let [right] = spellings.as_slice() {
        // The one spelling may correct more than the first mistake, so the first line names the others as well.
        let mut named = vec![law(&message)];
        for more in spelling::also_wrong(text, right, wanted) {
            if !named.contains(&law(&more)) {
                named.push(law(&more));
                message = format!("{message}; {more}");
            }
        }
    }
    let mut helps: Vec<Help> = spellings.into_iter().map(Help::Replace).collect();
    if helps.is_empty() {
        helps = reason.otherwise;
    }
    Violation { note: reason.note, section: reason.section, ..Violation::with(message, helps) }
}

/// A message without the user's text, to compare it with others.
fn law(message: &str) -> String {
    message.split('`').step_by(2).collect()
}

/// The rules in the order in which a text is read. The first that it breaks is reported.
fn check(text: &str, wanted: Wanted) -> Result<(), Reason> {
    text::empty(text)?;
    text::null(text)?;
    text::all_or_none(text)?;
    list_syntax::none(text, wanted)?;
    foreign::word(text)?;
    foreign::placeholder(text)?;
    foreign::regular_expression(text)?;
    text::several(text, wanted)?;
    foreign::excluded(text)?;
    text::quotation_marks(text)?;
    text::white_space(text)?;
    foreign::look_alike(text)?;
    foreign::range(text)?;
    text::too_long(text)?;
    wildcard::only_in_policies(text, wanted)?;
    let (name, rest) = scheme::split(text)?;
    scheme::check(name)?;
    let (host, port) = authority::split(authority::alone(rest)?)?;
    if matches!(name, "http" | "https") {
        authority::host(host)?;
    } else {
        authority::opaque(host, name)?;
    }
    port::check(port, name)
}
