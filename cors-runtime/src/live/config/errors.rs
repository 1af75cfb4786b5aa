//! What is wrong with a configured policy: every mistake, where it is, and what to write instead.

use std::error::Error;
use std::fmt;

use cors_policy::check::Mistake;
use cors_policy::fault::Wording;
use cors_policy::words::{FieldName, Waiver};

/// Why a configuration did not become a policy: **every** mistake, so that all of them can be corrected at once.
///
/// Its `Debug` is its `Display`, so that it is readable when `main` returns it or `expect` prints it; both escape the
/// text of the configuration. The rules are those of [`cors!`](crate::cors).
///
/// ```
/// use cors_runtime::{LivePolicy, PolicyConfig};
///
/// let settings: PolicyConfig = toml::from_str(
///     r#"
///     origins = ["https://app.example.com", "https://admin.example.com/"]
///     methods = ["get"]
///     "#,
/// )?;
/// let errors = LivePolicy::try_from(settings).unwrap_err();
/// let wrong: Vec<_> = errors.iter().map(|error| (error.place(), error.help())).collect();
/// assert_eq!(wrong, [
///     ("origins[1]", Some("write `\"https://admin.example.com\"`")),
///     ("methods[0]", Some("write `\"GET\"`")),
/// ]);
/// # Ok::<_, toml::de::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ConfigErrors {
    policy: String,
    errors: Vec<ConfigError>,
}

impl ConfigErrors {
    pub(super) fn new(policy: &str, places: &[String], mistakes: Vec<Mistake>) -> Self {
        let errors = mistakes.into_iter().map(|mistake| ConfigError {
            place: places.get(mistake.place.0).cloned().unwrap_or_default(),
            help: mistake.fault.help(mistake.field, &InConfiguration),
            message: mistake.fault.message,
        });
        Self { policy: policy.to_owned(), errors: errors.collect() }
    }

    /// The mistakes, field by field.
    ///
    /// ```
    /// # use cors_runtime::{LivePolicy, PolicyConfig};
    /// let settings: PolicyConfig = toml::from_str(r#"max_age = "48h""#)?;
    /// let errors = LivePolicy::try_from(settings).unwrap_err();
    /// assert_eq!(errors.iter().count(), 2); // and there are no `origins`
    /// # Ok::<_, toml::de::Error>(())
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, ConfigError> {
        self.errors.iter()
    }
}

impl<'a> IntoIterator for &'a ConfigErrors {
    type Item = &'a ConfigError;
    type IntoIter = std::slice::Iter<'a, ConfigError>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, s) = (self.errors.len(), if self.errors.len() == 1 { "" } else { "s" });
        write!(f, "the CORS policy `{}` has {count} mistake{s}", self.policy)?;
        self.errors.iter().try_for_each(|error| write!(f, "\n\n{error}"))
    }
}

impl fmt::Debug for ConfigErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for ConfigErrors {}

/// A mistake in a configured policy. See [`ConfigErrors`] for an example, and [`cors!`](crate::cors) for the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    place: String,
    message: String,
    help: String,
}

impl ConfigError {
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
        self.help().map_or(Ok(()), |help| write!(f, "\n  help: {help}"))
    }
}

impl Error for ConfigError {}

/// The wording for a file of whatever format: texts are in double quotes.
struct InConfiguration;

impl Wording for InConfiguration {
    fn value(&self, field: FieldName, text: &str) -> String {
        if field == FieldName::PreflightStatus { text.to_owned() } else { format!("{text:?}") }
    }

    fn any(&self, field: FieldName) -> String {
        format!("\"any\"` for `{field}")
    }

    fn waiver(&self, waiver: Waiver) -> String {
        format!("dangerously_allow` set to `\"{waiver}\"")
    }

    fn waiver_place(&self) -> &'static str {
        "this entry"
    }
}
