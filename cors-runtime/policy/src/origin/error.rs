//! Why a text is not an origin, for the running service.

use std::error::Error;
use std::fmt;

use super::exact::Origin;
use super::explain::why_not_exact;
use crate::violation::{Violation, Wording, quote};
use crate::words::{FieldName, Waiver};

/// Why a text is not an origin, and what to write instead: a bad entry of a list, or a single text.
///
/// An origin is what the
/// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin) serialises.
///
/// ```
/// # use cors_policy as cors_runtime;
/// use cors_runtime::Origin;
///
/// let error = Origin::try_from("https://a.example:443").unwrap_err();
/// assert_eq!((error.position(), error.text()), (1, "https://a.example:443"));
/// assert!(error.message().contains("the port `443`"));
/// assert_eq!(error.help(), Some("write `https://a.example`"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OriginError {
    /// `None` for an origin by itself.
    position: Option<usize>,
    text: String,
    message: String,
    help: String,
    /// The reason and the help, one a line.
    advice: String,
}

impl OriginError {
    #[doc(hidden)]
    pub fn new(position: usize, text: &str, violation: Violation) -> Self {
        Self { position: Some(position), ..Self::without_position(text, &violation.in_a_mere_list()) }
    }

    /// For an origin that is not in a list.
    #[doc(hidden)]
    pub fn without_position(text: &str, violation: &Violation) -> Self {
        let help = violation.help(FieldName::Origins, &RunTimeList);
        let advice = violation.advice(FieldName::Origins, &RunTimeList).to_string();
        Self { position: None, text: quote(text), message: violation.message.clone(), help, advice }
    }

    /// The position of the entry in the list. The first is 1, and so is an origin that is not in a list.
    pub fn position(&self) -> usize {
        self.position.unwrap_or(1)
    }

    /// The text of the entry, with invisible characters escaped, and cut if it is very long.
    pub fn text(&self) -> &str {
        self.text.trim_matches('`')
    }

    /// What is wrong.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to write instead.
    pub fn help(&self) -> Option<&str> {
        Some(self.help.as_str()).filter(|help| !help.is_empty())
    }
}

impl fmt::Display for OriginError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { position, text, message, .. } = self;
        let mut lead = position.map(|position| format!("entry {position}")).unwrap_or_default();
        if !self.text().is_empty() && !message.contains(text) {
            lead = if lead.is_empty() { text.clone() } else { format!("{lead}, {text}") };
        }
        if !lead.is_empty() {
            write!(f, "{lead}: ")?;
        }
        f.write_str(message)?;
        self.advice.lines().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

impl Error for OriginError {}

/// [`parse`](Origin::parse), with the reason where it gives `None`.
impl<'a> TryFrom<&'a str> for Origin<'a> {
    type Error = OriginError;

    fn try_from(text: &'a str) -> Result<Self, OriginError> {
        Self::parse(text)
            .ok_or_else(|| OriginError::without_position(text, &why_not_exact(text).of_one_origin()))
    }
}

/// The wording for a list that is read at run time: entries are not quoted, and waivers are written in the policy.
struct RunTimeList;

impl Wording for RunTimeList {
    fn value(&self, _: FieldName, text: &str) -> String {
        text.to_owned()
    }

    fn whole(&self, field: FieldName, value: &str) -> String {
        format!("{field}: {value}")
    }

    fn waiver(&self, waiver: Waiver) -> String {
        format!("#[dangerously_allow({waiver})]")
    }

    fn waiver_place(&self) -> &'static str {
        "`runtime` in the service's policy"
    }
}
