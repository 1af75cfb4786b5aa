//! Why a text is not an origin, and what to write instead.
//!
//! An origin is compared byte for byte, so a text that differs in one byte from what browsers send would never
//! match. Nothing is repaired silently: the text is refused, and the remedy holds the right spelling. What is
//! legal is decided by [`Pattern::read`](super::Pattern), not here.

mod address;
mod authority;
mod domain;
mod list_syntax;
mod port;
#[cfg(test)]
mod properties;
mod scheme;
mod spelling;
mod text;
mod wildcard;

use super::Pattern;
use crate::fault::{Fault, Remedy, quote};

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
            Self::Entry => Pattern::read(text).is_some(),
            Self::Exact => Pattern::read_exact(text).is_some(),
        }
    }
}

/// A broken rule, before the right spelling of the whole text is computed.
#[derive(Debug)]
struct Broken {
    message: String,
    /// The remedy is the right spelling, if it can be computed.
    has_spelling: bool,
    /// The remedies if there is no right spelling.
    otherwise: Vec<Remedy>,
}

impl Broken {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), has_spelling: true, otherwise: Vec::new() }
    }

    /// The remedy for a text whose right spelling cannot be computed.
    fn or(mut self, remedy: Remedy) -> Self {
        self.otherwise.push(remedy);
        self
    }

    /// A remedy for a text that has no right spelling.
    fn instead(self, remedy: Remedy) -> Self {
        Self { has_spelling: false, ..self.or(remedy) }
    }
}

impl Pattern {
    /// Reads an entry of a policy's list, or says what is wrong with it.
    ///
    /// # Errors
    ///
    /// If the text is neither an origin nor a pattern.
    pub fn judge(text: &str) -> Result<Self, Fault> {
        Self::read(text).ok_or_else(|| explain(text, Wanted::Entry))
    }

    /// The same where only an exact origin is expected.
    ///
    /// # Errors
    ///
    /// If the text is not an origin.
    pub fn judge_exact(text: &str) -> Result<Self, Fault> {
        Self::read_exact(text).ok_or_else(|| explain(text, Wanted::Exact))
    }
}

fn explain(text: &str, wanted: Wanted) -> Fault {
    let broken = first_broken(text, wanted).err().unwrap_or_else(|| {
        Broken::new(format!("{} is not an origin that a browser sends", quote(text)))
            .or(Remedy::example("write a scheme, a host and perhaps a port", "https://app.example.com:8443"))
    });
    let spellings = if broken.has_spelling { spelling::spellings(text, wanted) } else { Vec::new() };
    let mut remedies: Vec<Remedy> = spellings.into_iter().map(Remedy::Replace).collect();
    if remedies.is_empty() {
        remedies = broken.otherwise;
    }
    let fault = Fault { message: broken.message, remedies };
    // `any` is a remedy for a policy, not where one origin is expected.
    if wanted == Wanted::Exact { fault.without_any() } else { fault }
}

/// The rules in the order in which a text is read; the first that is broken is the one that is reported.
fn first_broken(text: &str, wanted: Wanted) -> Result<(), Broken> {
    text::empty(text)?;
    text::null(text)?;
    text::any(text)?;
    list_syntax::none(text, wanted)?;
    text::regular_expression(text)?;
    text::several(text, wanted)?;
    text::quotation_marks(text)?;
    text::white_space(text)?;
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
