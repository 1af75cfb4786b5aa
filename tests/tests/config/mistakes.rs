//! Mistakes of the rules: all at once, each with its place and its remedy. That the compiler finds the same ones is
//! shown in `language/judged.rs`.

use cors_runtime::{ConfigErrors, LivePolicy, PolicyConfig};
use cors_tests::config::read;
use cors_tests::mistakes::{NO_MISTAKES_IN_A_FILE, POLICIES, RISKS};
use serde_json::{Value, json};

fn refused(config: &Value) -> ConfigErrors {
    read(config).map_or_else(|errors| errors, |policy| panic!("{config} makes a policy: {policy}"))
}

#[test]
fn with_credentials_a_risk_needs_its_waiver() {
    for (text, wrong, waiver) in RISKS {
        let errors = refused(&json!({ "origins": ["https://a.example", text], "credentials": true }));
        let error = errors.iter().next().unwrap();
        assert_eq!((error.place(), errors.iter().count()), ("origins[1]", 1), "{text}");
        assert!(error.message().contains(wrong), "{text}: {error}");
        let waived =
            format!("as two fields: `origin`, and `dangerously_allow` with the value `\"{waiver}\"`");
        assert!(error.help().unwrap().ends_with(&waived), "{text}: {error}");
        for waivers in [json!(waiver), json!([waiver])] {
            let entry = json!({ "origin": text, "dangerously_allow": waivers });
            assert!(read(&json!({ "origins": [entry], "credentials": true })).is_ok(), "{text}, waived");
        }
        assert!(read(&json!({ "origins": [text] })).is_ok(), "{text}, without credentials");
    }
}

#[test]
fn each_rule_of_a_policy_names_its_place() {
    for (config, place, wrong, remedy) in POLICIES {
        let errors = refused(&serde_json::from_str(config).unwrap());
        let error = errors.iter().next().unwrap();
        assert_eq!(errors.iter().count(), 1, "{config}: {errors}");
        assert_eq!(error.place(), if place.is_empty() { "configuration" } else { place }, "{config}");
        assert!(error.message().contains(wrong), "{config}: {error}");
        assert!(error.help().unwrap().contains(remedy), "{config}: {error}");
    }
}

/// In source code, quotes say that such a method is meant; a file has quotes around all of them.
#[test]
fn a_method_one_keystroke_from_a_common_one_is_a_slip() {
    for (slip, meant) in [("DELTE", "DELETE"), ("PTACH", "PATCH"), ("GETS", "GET"), ("OPTION", "OPTIONS")] {
        let errors = refused(&json!({ "origins": "any", "methods": ["PROPFIND", slip] }));
        let error = errors.iter().next().unwrap();
        assert_eq!((error.place(), errors.iter().count()), ("methods[1]", 1), "{slip}");
        assert_eq!(error.message(), format!("unknown method `{slip}`"));
        assert_eq!(error.help(), Some(format!("write `\"{meant}\"`").as_str()), "{slip}");
    }
    for word in ["all", "ALL", "ANY", "**"] {
        let errors = refused(&json!({ "origins": "any", "methods": [word] })).to_string();
        let says = format!(
            "`{word}` in a list is one method of that name, not all of them\n  help: write `\"any\"`"
        );
        assert!(errors.contains(&says), "{errors}");
    }
    for method in ["PURGE", "M-SEARCH", "LOCK", "purge"] {
        let policy = read(&json!({ "origins": "any", "methods": [method] }));
        assert!(policy.is_ok(), "{method}: {policy:?}");
    }
}

#[test]
fn what_a_file_may_say_that_source_code_may_not() {
    for (config, _) in NO_MISTAKES_IN_A_FILE {
        let policy = read(&serde_json::from_str(config).unwrap());
        assert!(policy.is_ok(), "{config}: {policy:?}");
    }
    let nobody = read(&json!({ "origins": [] })).unwrap();
    assert!(!nobody.allows_origin("https://app.example.com") && !nobody.allows_origin("null"));
}

const FILE: &str = r#"
origins = ["https://app.example.com/", "https://\u001b[31m\u202e`.example", "https://ok.example"]
methods = ["get"]
headers = "any"
credentials = true
max_age = 3600
"#;

#[test]
fn errors_read_as_a_list_and_hold_nothing_unescaped() {
    let config: PolicyConfig = toml::from_str(FILE).unwrap();
    let plain = LivePolicy::try_from(config.clone()).unwrap_err();
    let errors = LivePolicy::try_from(config.with_prefix("services.cors")).unwrap_err();
    let text = errors.to_string();
    assert_eq!(
        text,
        "4 errors in the CORS policy `services.cors`\n\n\
         services.cors.origins[0]: an origin must not end with a slash\n  \
         help: write `\"https://app.example.com\"`\n\n\
         services.cors.origins[1]: an origin must not contain a control character (`\\u{1b}`): \
         `https://\\u{1b}[31m\\u{202e}\\u{60}.example` has it inside\n  \
         help: write the origin without it\n\n\
         services.cors.methods[0]: unknown method `get`: methods are case-sensitive\n  \
         help: write `\"GET\"`\n\n\
         services.cors.max_age: `3600` has no unit\n  \
         help: write `\"3600s\"`"
    );
    assert_eq!(format!("{errors:?}"), text, "`main` prints errors with `Debug`");
    let places = |errors: &ConfigErrors| -> Vec<String> {
        errors.iter().map(|error| error.place().to_owned()).collect()
    };
    assert_eq!(places(&plain), ["origins[0]", "origins[1]", "methods[0]", "max_age"]);
    let endless = refused(&json!({ "origins": ["a".repeat(1_000_000)] })).to_string();
    assert!(endless.len() < 1000, "{} bytes", endless.len());
}
