//! Policies as data: configurations, and the same policies in the language of `cors!`.
//!
//! ```ignore
//! let live = read(&json!({ "origins": ["https://app.example.com"], "methods": ["GET"] })).expect("a policy");
//! ```

use cors_runtime::{
    ConfigErrors, List, LivePolicy, Names, OriginEntry, Origins, Policy, PolicyConfig, Waiver,
};
use serde_json::{Map, Value};

/// A policy from this configuration.
///
/// # Errors
///
/// If it breaks rules.
///
/// # Panics
///
/// If it does not have the shape of one.
pub fn read(config: &Value) -> Result<LivePolicy, ConfigErrors> {
    let config: PolicyConfig =
        serde_json::from_value(config.clone()).unwrap_or_else(|error| panic!("{config}: {error}"));
    config.try_into()
}

/// A configuration from values that is equivalent to `policy`.
pub fn values(policy: Policy) -> PolicyConfig {
    let names = |names: Names| if names.is_any() { List::Any } else { names.listed().into() };
    // Unneeded waivers are not mistakes in a configuration.
    let waived = |origin: &&str| {
        let waivers = [Waiver::InsecureOrigins, Waiver::PublicSuffixes, Waiver::AnyHost];
        waivers.into_iter().fold(OriginEntry::new(*origin), OriginEntry::dangerously_allow)
    };
    let origins = policy.origins();
    let config = PolicyConfig::new(if origins.is_any() {
        Origins::Any
    } else {
        origins.listed().iter().map(waived).collect()
    })
    .methods(names(policy.methods()))
    .headers(names(policy.headers()))
    .expose(names(policy.expose()))
    .credentials(policy.credentials())
    .preflight_status(policy.preflight_status());
    match policy.max_age() {
        Some(max_age) => config.max_age(max_age),
        None => config,
    }
}

/// The same policy from values, and from a file that says what they say.
///
/// # Panics
///
/// If the rules refuse it.
pub fn configured(policy: Policy) -> [LivePolicy; 2] {
    let values = values(policy);
    let file = serde_json::to_value(&values).expect("a configuration can be written");
    [values.try_into(), read(&file)].map(|policy| policy.unwrap_or_else(|errors| panic!("{errors}")))
}

/// The fields of a configuration as `cors!` has them.
///
/// # Panics
///
/// If it is not a configuration.
pub fn in_the_language(config: &Value) -> String {
    let fields = config.as_object().expect("fields");
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| format!("{name}: {}", field(name, value))).collect();
    fields.join(", ")
}

fn field(name: &str, value: &Value) -> String {
    match value {
        Value::String(text) if text == "any" || text == "none" || name == "max_age" => text.clone(),
        Value::Array(entries) => {
            let entries: Vec<_> = entries.iter().map(entry).collect();
            format!("[{}]", entries.join(", "))
        }
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        _ => panic!("{name}: {value}"),
    }
}

fn entry(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Object(fields) => waived(fields),
        _ => panic!("{value}"),
    }
}

fn waived(fields: &Map<String, Value>) -> String {
    let origin = entry(&fields["origin"]);
    match &fields["dangerously_allow"] {
        Value::String(waiver) => format!("#[dangerously_allow({waiver})] {origin}"),
        Value::Array(waivers) => {
            let waivers: Vec<_> = waivers.iter().filter_map(Value::as_str).collect();
            format!("#[dangerously_allow({})] {origin}", waivers.join(", "))
        }
        value => panic!("{value}"),
    }
}
