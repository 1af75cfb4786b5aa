//! What other software writes, and what our message says to write here: at the first try, and following it ends the
//! errors.

use cors_runtime::{LivePolicy, PolicyConfig, cors};
use serde_json::{Value, json};

cors! { const TENANTS = { origins: [runtime], credentials: true }; }

/// All that is wrong with a configuration, by whoever says it.
fn wrong(config: &Value) -> Option<String> {
    match serde_json::from_value::<PolicyConfig>(config.clone()) {
        Err(error) => Some(error.to_string()),
        Ok(config) => LivePolicy::try_from(config).err().map(|errors| errors.to_string()),
    }
}

/// What is written, what the message says to write, and what is written then.
#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn in_a_file() {
    for (written, says, then) in [
        (json!({ "origins": "*" }), "write \"any\"", json!({ "origins": "any" })),
        (json!({ "origins": "all" }), "write \"any\"", json!({ "origins": "any" })),
        (json!({ "origins": ".*" }), "write \"any\"", json!({ "origins": "any" })),
        (
            json!({ "origins": "*", "credentials": true }),
            "list the origins if `credentials` is true",
            json!({ "origins": ["https://a.example"], "credentials": true }),
        ),
        (json!({ "origins": ["*"] }), "write `\"any\"` for `origins`", json!({ "origins": "any" })),
        (json!({ "origins": "" }), "write \"none\"", json!({ "origins": "none" })),
        (json!({ "origins": "off" }), "write \"none\"", json!({ "origins": "none" })),
        (json!({ "origins": "'none'" }), "write \"none\"", json!({ "origins": "none" })),
        (
            json!({ "origins": "https://a.example" }),
            "write the list [\"https://a.example\"]",
            json!({ "origins": ["https://a.example"] }),
        ),
        (
            json!({ "origins": "https://a.example, https://b.example" }),
            "write the list [\"https://a.example\", \"https://b.example\"]",
            json!({ "origins": ["https://a.example", "https://b.example"] }),
        ),
        (
            json!({ "origins": "https://a.example;https://b.example" }),
            "write the list [\"https://a.example\", \"https://b.example\"]",
            json!({ "origins": ["https://a.example", "https://b.example"] }),
        ),
        (
            json!({ "origins": "[\"https://a.example\", \"https://b.example\"]" }),
            "write the list [\"https://a.example\", \"https://b.example\"]",
            json!({ "origins": ["https://a.example", "https://b.example"] }),
        ),
        (json!({ "origins": null }), "found nothing", json!({ "origins": [] })),
        (
            json!({ "origins": "any", "methods": "*" }),
            "write \"any\"",
            json!({ "origins": "any", "methods": "any" }),
        ),
        (
            json!({ "origins": "any", "methods": ["*"] }),
            "write `\"any\"` for `methods`",
            json!({ "origins": "any", "methods": "any" }),
        ),
        (
            json!({ "origins": "any", "methods": "GET,PUT" }),
            "write the list [\"GET\", \"PUT\"]",
            json!({ "origins": "any", "methods": ["GET", "PUT"] }),
        ),
        (
            json!({ "origins": "any", "headers": "*" }),
            "write \"any\"",
            json!({ "origins": "any", "headers": "any" }),
        ),
        (
            json!({ "origins": "any", "headers": ["*"] }),
            "write `\"any\"` for `headers`",
            json!({ "origins": "any", "headers": "any" }),
        ),
        (
            json!({ "origins": "any", "expose": "" }),
            "write an empty list",
            json!({ "origins": "any", "expose": [] }),
        ),
        (
            json!({ "origins": "any", "max_age": 3600 }),
            "write `\"3600s\"`",
            json!({ "origins": "any", "max_age": "3600s" }),
        ),
        (
            json!({ "origins": "any", "max_age": 604_800 }),
            "write `\"604800s\"`",
            json!({ "origins": "any", "max_age": "604800s" }),
        ),
        (json!({ "allowed_origins": "any" }), "expected `origins`", json!({ "origins": "any" })),
        (
            json!({
                "origins": ["http://intranet.example.com"],
                "credentials": true,
                "dangerously_allow": "insecure_origins"
            }),
            "the entry's fields `origin` and `dangerously_allow`",
            json!({
                "origins": [{ "origin": "http://intranet.example.com", "dangerously_allow": "insecure_origins" }],
                "credentials": true
            }),
        ),
        (
            json!({ "origins": ["https://a.example # production"] }),
            "write `\"https://a.example\"`",
            json!({ "origins": ["https://a.example"] }),
        ),
        (
            json!({ "origins": ["'https://a.example'"] }),
            "write `\"https://a.example\"`",
            json!({ "origins": ["https://a.example"] }),
        ),
    ] {
        let message = wrong(&written).unwrap_or_else(|| panic!("{written} is accepted"));
        assert!(message.contains(says), "{written}: {message}");
        assert_eq!(wrong(&then), None, "{then}, which follows {message}");
    }
}

/// Lists in one text, and the help for each of their entries.
#[test]
fn in_an_environment_variable() {
    // Another name for each row: tests share the environment, which cannot be changed safely, so the pieces are given
    // as the variable's would be.
    for (written, helps) in [
        ("[\"https://a.example\", \"https://b.example\"]", &["https://a.example", "https://b.example"][..]),
        ("['https://a.example','https://b.example']", &["https://a.example", "https://b.example"]),
        ("\"https://a.example\", \"https://b.example\"", &["https://a.example", "https://b.example"]),
        ("[https://a.example]", &["https://a.example"]),
        ("https://a.example;", &["https://a.example"]),
        ("https://a.example/", &["https://a.example"]),
        ("https://a.example:443", &["https://a.example"]),
    ] {
        let pieces = || written.split([',', ' ']).filter(|piece| !piece.is_empty());
        let errors = TENANTS.with_origins(pieces()).unwrap_err();
        let said: Vec<_> = errors.iter().filter_map(|error| error.help()).collect();
        let right: Vec<_> = helps.iter().map(|origin| format!("write `{origin}`")).collect();
        assert_eq!(said, right, "{written}: {errors}");
        assert!(TENANTS.with_origins(helps).is_ok(), "{written}");
    }
    for written in ["# production", "-", "["] {
        let errors = TENANTS.with_origins([written]).unwrap_err();
        assert_eq!(
            errors.iter().filter_map(|error| error.help()).collect::<Vec<_>>(),
            ["remove it"],
            "{written}"
        );
    }
}
