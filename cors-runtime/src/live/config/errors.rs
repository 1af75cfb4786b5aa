//! What is wrong with a configured policy: every mistake, where it is, and what to write instead.

use std::error::Error;
use std::fmt;

use cors_policy::check::Diagnostic;
use cors_policy::field::FieldKind;
use cors_policy::violation::{Help, Violation, Wording};
use cors_policy::words::{FieldName, Waiver};

use super::places::{Format, Settings};
use crate::live::errors::list_of_errors;

/// Why a configuration did not become a policy: **every** mistake, so that all of them can be corrected at once.
///
/// Its `Debug` is its `Display`, so that it is readable when `main` returns it or `expect` prints it; both escape the
/// text of the configuration. The rules are those of [`cors!`](crate::cors).
///
/// ```
/// use cors_runtime::{LivePolicy, PolicyConfig};
///
/// let config = PolicyConfig::new(["https://app.example.com", "https://admin.example.com/"]).methods(["get"]);
/// let errors = LivePolicy::try_from(config).unwrap_err();
/// let wrong: Vec<_> = errors.iter().map(|error| (error.place(), error.help())).collect();
/// assert_eq!(wrong, [
///     ("origins[1]", Some("write `https://admin.example.com`")),
///     ("methods[0]", Some("write `GET`")),
/// ]);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ConfigErrors {
    policy: String,
    entries: Vec<ConfigError>,
}

impl ConfigErrors {
    pub(super) fn new(settings: &Settings, diagnostics: Vec<Diagnostic>) -> Self {
        let entries = diagnostics.into_iter().map(|diagnostic| ConfigError::new(settings, diagnostic));
        Self { policy: settings.policy().to_owned(), entries: entries.collect() }
    }

    /// The mistakes, field by field.
    pub fn iter(&self) -> std::slice::Iter<'_, ConfigError> {
        self.entries.iter()
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, s) = (self.entries.len(), if self.entries.len() == 1 { "" } else { "s" });
        write!(f, "{count} error{s} in the CORS policy `{}`", self.policy)?;
        self.entries.iter().try_for_each(|error| write!(f, "\n\n{error}"))
    }
}

list_of_errors!(ConfigErrors of ConfigError);

/// A mistake in a configured policy. See [`ConfigErrors`] for an example, and [`cors!`](crate::cors) for the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    place: String,
    message: String,
    help: String,
    /// The reason and the help, one a line.
    advice: String,
}

impl ConfigError {
    fn new(settings: &Settings, diagnostic: Diagnostic) -> Self {
        let violation = settings.violation(diagnostic.field, diagnostic.violation);
        let help = violation.help(diagnostic.field, settings);
        let advice = violation.advice(diagnostic.field, settings).to_string();
        let [message, help, advice] = [violation.message, help, advice].map(|text| settings.in_words(&text));
        Self { place: settings.place(diagnostic.place), message, help, advice }
    }

    /// Where it is: a field, or an entry of a field counted from 0, such as `origins[2]`, after the
    /// [prefix](crate::PolicyConfig::with_prefix) if there is one.
    pub fn place(&self) -> &str {
        &self.place
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

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        self.advice.lines().try_for_each(|line| write!(f, "\n  {line}"))
    }
}

impl Error for ConfigError {}

/// What a configuration says without effect: a mistake in [`cors!`](crate::cors), and none here. See
/// [`LivePolicy::notes`](crate::LivePolicy::notes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigNote(ConfigError);

impl ConfigNote {
    pub(super) fn new(settings: &Settings, note: Diagnostic) -> Self {
        Self(ConfigError::new(settings, note))
    }

    /// Where it is, as in [`ConfigError::place`].
    pub fn place(&self) -> &str {
        self.0.place()
    }

    /// What has no effect.
    pub fn message(&self) -> &str {
        self.0.message()
    }

    /// What to write instead.
    pub fn help(&self) -> Option<&str> {
        self.0.help()
    }
}

impl fmt::Display for ConfigNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Settings {
    /// Without help that cannot be written there.
    fn violation(&self, field: FieldName, mut violation: Violation) -> Violation {
        if self.format == Format::File {
            return violation;
        }
        if field == FieldName::MaxAge {
            // In which unit the service has it, nobody knows here.
            violation.helps = vec![Help::words("set it to a day at most, which is 86400 seconds")];
        }
        violation.in_a_mere_list()
    }
}

impl Wording for Settings {
    fn value(&self, field: FieldName, text: &str) -> String {
        if self.format == Format::Values || field.row().kind == FieldKind::Number {
            text.to_owned()
        } else {
            format!("{text:?}")
        }
    }

    fn whole(&self, field: FieldName, value: &str) -> String {
        let field = self.field(field);
        if value == "[]" { format!("[]` for `{field}") } else { format!("{value:?}` for `{field}") }
    }

    fn list(&self, field: FieldName, text: &str) -> String {
        if self.format == Format::Values {
            return self.field(field);
        }
        format!("{}` with the value `[{text:?}]", self.field(field))
    }

    fn waiver(&self, waiver: Waiver) -> String {
        match self.format {
            Format::File => format!("\"{waiver}\""),
            Format::Values => format!(".dangerously_allow(Waiver::{waiver:?})"),
        }
    }

    fn waiver_place(&self) -> &'static str {
        "this entry"
    }

    fn waived(&self, waiver: Waiver) -> String {
        let waiver = self.waiver(waiver);
        match self.format {
            // Without the syntax of a format: which one it is, nobody knows here.
            Format::File => {
                format!(
                    "by writing the entry as two fields: `origin`, and `dangerously_allow` with the value `{waiver}`"
                )
            }
            // The settings of a service have no place for it.
            Format::Values => format!("in the code of the service, with `{waiver}` on this entry"),
        }
    }
}
