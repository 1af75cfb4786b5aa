//! A whole policy from a configuration: the fields of the language, as data.

mod data;
mod draft;
mod errors;
mod fields;
mod shape;

use cors_rules::check::{Strictness, check};

pub use self::errors::{ConfigError, ConfigErrors};
use self::fields::Fields;
use super::policy::LivePolicy;

/// A whole policy as data, for TOML, YAML, JSON and whatever else serde reads: the fields of [`cors!`](crate::cors) by
/// the same names. It can say nothing that `cors!` would refuse.
///
/// | field | value | without it |
/// |---|---|---|
/// | `origins` | `"any"`, or a list of origins and patterns; an entry is a string, or `origin` and `dangerously_allow` | a mistake |
/// | `methods` | `"any"`, or a list | `GET`, `HEAD`, `POST` |
/// | `headers`, `expose` | `"any"`, or a list | none |
/// | `credentials` | `true` or `false` | `false` |
/// | `max_age` | `"30s"`, `"10m"`, `"2h"`: to `"24h"` | the header is not sent |
/// | `preflight_status` | 200 to 299 | 204 |
///
/// `dangerously_allow` is one waiver (`"insecure_origins"`, `"public_suffixes"`), or a list of them.
///
/// - Unknown fields and values of a wrong type are errors of the format's own reader, which knows the line.
/// - Mistakes of the rules come all at once from `LivePolicy::try_from`, each with its place, such as `origins[2]`: the
///   entry after `origins[1]`, the first being `origins[0]`.
/// - An empty list means nobody. An entry that is listed twice, or a waiver that nothing needs, is no mistake here.
///
/// ```
/// use cors_runtime::{LivePolicy, PolicyConfig};
///
/// let settings: PolicyConfig = toml::from_str(
///     r#"
///     origins = [
///         "https://app.example.com",
///         "https://*.preview.example.com",
///         { origin = "http://intranet.example.com", dangerously_allow = "insecure_origins" },
///     ]
///     methods = ["GET", "PUT"]
///     credentials = true
///     max_age = "2h"
///     "#,
/// )?;
/// let policy = LivePolicy::try_from(settings)?;
/// assert!(policy.allows_origin("https://pr-1.preview.example.com"));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// It says what it was told, mistakes and all; what is in force is what [`LivePolicy`] prints. Two that are equal make
/// policies that are equal, so a service that reads its file again can see whether there is anything to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyConfig {
    prefix: Option<String>,
    fields: Fields,
}

impl PolicyConfig {
    /// Where the policy stands in the service's configuration: errors then say `services.cors.origins[2]` and not
    /// `origins[2]`, and the policy goes by this name in events and when it is printed.
    ///
    /// ```
    /// use cors_runtime::{LivePolicy, PolicyConfig};
    ///
    /// let settings: PolicyConfig = serde_json::from_str(r#"{ "origins": ["https://app.example.com/"] }"#)?;
    /// let errors = LivePolicy::try_from(settings.with_prefix("services.cors")).unwrap_err();
    /// assert_eq!(errors.iter().next().unwrap().place(), "services.cors.origins[0]");
    /// # Ok::<_, serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = Some(prefix.into());
        self
    }

    /// The name of the policy.
    fn name(&self) -> &str {
        self.prefix.as_deref().unwrap_or("configuration")
    }
}

/// A policy that says what the configuration says, until it is replaced.
///
/// # Errors
///
/// Where the configuration breaks rules of the language: all of the mistakes, each with its place and its remedy.
impl TryFrom<PolicyConfig> for LivePolicy {
    type Error = ConfigErrors;

    fn try_from(config: PolicyConfig) -> Result<Self, ConfigErrors> {
        let (draft, places) = draft::draft(&config);
        let checked = check(&[draft], Strictness::Configuration);
        match checked.policies.as_slice() {
            [policy] if checked.mistakes.is_empty() => {
                Ok(Self::new(None, data::data(config.name().to_owned(), policy)))
            }
            _ => Err(ConfigErrors::new(config.name(), &places, checked.mistakes)),
        }
    }
}
