//! Policies as data: configurations, and the same policies in the language of `cors!`.

use cors_runtime::{ConfigErrors, LivePolicy, Names, Policy, PolicyConfig};
use serde_json::{Map, Value, json};

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

/// The policy of a configuration that is equivalent to `policy`.
///
/// # Panics
///
/// If the rules refuse it.
pub fn configured(policy: Policy) -> LivePolicy {
    let names = |names: Names| if names.is_any() { json!("any") } else { json!(names.listed()) };
    let mut config = json!({
        "methods": names(policy.methods()),
        "headers": names(policy.headers()),
        "expose": names(policy.expose()),
        "credentials": policy.credentials(),
        "preflight_status": policy.preflight_status(),
    });
    // Unneeded waivers are not mistakes in a configuration.
    let waived = |origin: &&str| json!({ "origin": origin, "dangerously_allow": ["insecure_origins", "public_suffixes"] });
    let origins = policy.origins();
    config["origins"] =
        if origins.is_any() { json!("any") } else { origins.listed().iter().map(waived).collect() };
    if let Some(max_age) = policy.max_age() {
        config["max_age"] = json!(format!("{}s", max_age.as_secs()));
    }
    read(&config).unwrap_or_else(|errors| panic!("{errors}"))
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
