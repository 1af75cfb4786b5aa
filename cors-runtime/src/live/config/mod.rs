//! A whole policy from a configuration: the fields of the language, as data.

mod errors;
mod fields;
mod foreign;
mod places;
mod values;

use cors_policy::check::{Strictness, check};
use cors_policy::condition::Build;
use cors_policy::draft::Draft;
use cors_policy::words::FieldName;

pub use self::errors::{ConfigError, ConfigErrors, ConfigNote};
use self::places::Settings;
pub use self::values::{List, OriginEntry, Origins};
use super::list::{in_force, secret};
use super::policy::LivePolicy;

/// A whole policy as data: the fields of [`cors!`](crate::cors) under the same names, from TOML, YAML, JSON and other
/// formats of serde, or [from values](Self::new), where a service has settings of its own. A policy that `cors!` would
/// refuse cannot be made from it.
///
/// | field | value | without it |
/// |---|---|---|
/// | `origins` | `"any"`, `"none"`, or a list of origins and patterns, which may be empty; an entry is a string, or `origin` and `dangerously_allow` | a mistake |
/// | `methods` | `"any"`, or a list | `GET`, `HEAD`, `POST` |
/// | `headers`, `expose` | `"any"`, or a list | none |
/// | `credentials` | `true` or `false` | `false` |
/// | `max_age` | `"30s"`, `"10m"`, `"2h"`: to `"24h"` | the header is not sent |
/// | `preflight_status` | 200 to 299 | 204 |
///
/// `dangerously_allow` is one waiver (`"insecure_origins"`, `"public_suffixes"`, `"any_host"`), or a list of them.
///
/// - Unknown fields and values of the wrong type are errors of the format's own reader, which knows the line.
/// - `LivePolicy::try_from` reports everything that breaks a rule at once, each with its place, such as `origins[2]`.
///   Entries are counted from 0.
/// - `"none"` and an empty list allow nobody.
/// - What has no effect is a mistake in `cors!`, and here a note, so that it does not keep a service from starting: an
///   event at warn level, and an entry of [`LivePolicy::notes`]. These are duplicates, unneeded waivers, header names that
///   pages cannot send or read (left out), CORS response headers among `headers` (granted, because some pages send them
///   by mistake), and an age above 24 hours (counts as 24).
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
/// It holds the configuration as it was read, mistakes included; print the [`LivePolicy`] to see what is in force.
/// Equal configurations make equal policies, so a service that reads its file again can see whether anything has
/// changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyConfig {
    draft: Draft,
    settings: Settings,
}

impl PolicyConfig {
    /// Sets the path of the policy in the service's configuration: errors then name `services.cors.origins[2]` instead
    /// of `origins[2]`, and the policy has this name in events and when it is printed.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.settings.prefix = Some(prefix.into());
        self
    }

    /// Sets the name of the service's own setting for one field: errors then name `ALLOWED_ORIGINS[2]` instead of
    /// `origins[2]`. [The guide](crate::guide::runtime#settings-of-your-own) has an example.
    #[must_use]
    pub fn with_setting(mut self, field: FieldName, name: impl Into<String>) -> Self {
        self.settings.fields.push((field, name.into()));
        self
    }
}

/// The policy of the configuration, until it is replaced.
///
/// # Errors
///
/// If the configuration breaks rules of the language: all mistakes, each with its place and its help.
impl TryFrom<PolicyConfig> for LivePolicy {
    type Error = ConfigErrors;

    fn try_from(config: PolicyConfig) -> Result<Self, ConfigErrors> {
        let PolicyConfig { draft, settings } = config;
        let checked = check(&[draft], Strictness::Configuration);
        match checked.policies.as_slice() {
            [policy] if checked.errors.is_empty() => {
                let name = settings.policy();
                let data = policy.in_build(Build::ONLY, name.to_owned().into(), secret());
                let notes = checked.notes.into_iter().map(|note| ConfigNote::new(&settings, note));
                let notes = notes.inspect(|note| crate::event::noted(name, note)).collect();
                Ok(Self::configured(in_force(data), notes))
            }
            _ => Err(ConfigErrors::new(&settings, checked.errors)),
        }
    }
}
