//! What other software writes, and what our message says to write here: at the first try, and following it ends the
//! errors.

use cors_runtime::{LivePolicy, PolicyConfig, PolicyTemplate, cors};
use cors_tests::own_process;
use serde_json::{Value, json};

cors! {
    const TENANTS = { origins: [runtime], credentials: true };
    const ANONYMOUS = { origins: [runtime] };
}

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
        (json!({ "origins": null }), "found nothing (write \"none\"", json!({ "origins": "none" })),
        (json!({ "origins": "no" }), "write \"none\"", json!({ "origins": "none" })),
        (json!({ "origins": false }), "found `false`: write \"none\"", json!({ "origins": "none" })),
        (json!({ "origins": true }), "found `true`: write \"any\"", json!({ "origins": "any" })),
        // What a list would not take either.
        (
            json!({ "origins": "localhost" }),
            "write the list [\"http://localhost\"] (",
            json!({ "origins": ["http://localhost"] }),
        ),
        (
            json!({ "origins": "a.example/" }),
            "write the list [\"https://a.example\"] (",
            json!({ "origins": ["https://a.example"] }),
        ),
        (
            json!({ "origins": "https://a.example/, https://b.example" }),
            "write the list [\"https://a.example\", \"https://b.example\"] (an entry is one origin",
            json!({ "origins": ["https://a.example", "https://b.example"] }),
        ),
        (
            json!({ "origins": "${ORIGINS}" }),
            "a list, such as [\"https://app.example.com\"] (`${ORIGINS}` is not replaced",
            json!({ "origins": ["https://app.example.com"] }),
        ),
        (
            json!({ "origins": "self" }),
            "such as [\"https://app.example.com\"] (`self` is not an origin",
            json!({ "origins": ["https://app.example.com"] }),
        ),
        (
            json!({ "origins": "any", "methods": "get" }),
            "write the list [\"GET\"] (",
            json!({ "origins": "any", "methods": ["GET"] }),
        ),
        (
            json!({ "origins": "any", "methods": "DELTE" }),
            "write the list [\"DELETE\"] (",
            json!({ "origins": "any", "methods": ["DELETE"] }),
        ),
        (
            json!({ "origins": "any", "headers": "x-*" }),
            "write a list, such as [\"content-type\"] (a header name must not contain a `*`",
            json!({ "origins": "any", "headers": ["content-type"] }),
        ),
        (
            json!({ "origins": "any", "headers": "https://b.example" }),
            "(expected a header name, found the address `https://b.example`)",
            json!({ "origins": "any", "headers": [] }),
        ),
        (
            json!({ "origins": "any", "private_network": true }),
            "remove it (browsers have replaced",
            json!({ "origins": "any" }),
        ),
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
            json!({ "origins": ["https://${APP_HOST}"] }),
            "write the origin itself",
            json!({ "origins": ["https://a.example"] }),
        ),
        (
            json!({ "origins": ["https://%APP_HOST%"] }),
            "write the origin itself",
            json!({ "origins": ["https://a.example"] }),
        ),
        (
            json!({ "origins": ["10.0.0.0/8"] }),
            "list the origins",
            json!({ "origins": ["https://10.0.0.1"] }),
        ),
        (
            json!({ "origins": ["'self'", "https://a.example"] }),
            "list the other origins",
            json!({ "origins": ["https://a.example"] }),
        ),
        (json!({ "origins": ["none"] }), "write `\"none\"` for `origins`", json!({ "origins": "none" })),
        (json!({ "origins": ["file://"] }), "a scheme of its own", json!({ "origins": ["app://-"] })),
        (
            json!({ "origins": ["moz-extension://*"], "credentials": true }),
            "two fields: `origin`, and `dangerously_allow` with the value `\"any_host\"`",
            json!({
                "origins": [{ "origin": "moz-extension://*", "dangerously_allow": "any_host" }],
                "credentials": true
            }),
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

/// The text of the variable, a part of the help for each entry that is wrong, and the text after following them.
const VARIABLES: [(&str, &[&str], &str); 36] = [
    // Lists of other formats.
    (r#"["https://a.example", "https://b.example"]"#, &[A, B], BOTH),
    ("['https://a.example','https://b.example']", &[A, B], BOTH),
    ("[https://a.example]", &[A], "https://a.example"),
    ("[]", &["remove it"], ""),
    ("- https://a.example\n- https://b.example", &["remove it", "remove it"], BOTH),
    (
        "https://a.example;https://b.example",
        &["write each as an entry of its own: `https://a.example, https://b.example`"],
        BOTH,
    ),
    ("https://a.example|https://b.example", &["write each as an entry of its own"], BOTH),
    ("https://a.example;", &[A], "https://a.example"),
    // What surrounds values in files of variables.
    (r#""https://a.example", "https://b.example""#, &[A, B], BOTH),
    (r#""https://a.example,https://b.example""#, &[A, B], BOTH),
    ("'https://a.example'", &[A], "https://a.example"),
    ("https://a.example # production", &["remove it"], "https://a.example"),
    ("# https://a.example, https://b.example", &["remove it"], ""),
    ("<https://a.example>", &[A], "https://a.example"),
    // What nobody has replaced.
    ("${APP_ORIGIN}", &["write the origin itself"], "https://a.example"),
    ("https://${HOST}:8443", &["write the origin itself"], "https://a.example:8443"),
    ("https://%APP_HOST%", &["write the origin itself"], "https://a.example"),
    ("$APP_ORIGIN", &["write the origin itself"], "https://a.example"),
    ("https://{{host}}", &["write the origin itself"], "https://a.example"),
    // Words for everybody, for nobody and for oneself.
    ("*", &["list the origins, such as"], "https://a.example"),
    ("all", &["list the origins, such as"], "https://a.example"),
    ("none", &["leave the list of origins empty"], ""),
    ("off", &["leave the list of origins empty"], ""),
    ("null", &["write the origin that the page is served from"], "https://a.example"),
    ("undefined", &["begin with `https://`"], "https://a.example"),
    ("'self' https://a.example", &["list the other origins"], "https://a.example"),
    // What is more or less than an origin.
    ("10.0.0.0/8", &["list the origins"], "https://10.0.0.1"),
    ("^https://.*\\.example\\.com$", &["or use a `*`"], "https://*.example.com"),
    ("https://*", &["list the exact origins"], "https://a.example"),
    ("*.example.com", &["write `https://*.example.com`"], "https://*.example.com"),
    ("localhost:3000", &["write `http://localhost:3000`"], "http://localhost:3000"),
    ("https://a.example/, https://b.example:443", &[A, B], BOTH),
    ("http://a.example", &[A], "https://a.example"),
    ("wss://a.example", &[A], "https://a.example"),
    ("file://", &["a scheme of its own"], "app://-"),
    ("HTTPS://A.example", &[A], "https://a.example"),
];
const A: &str = "write `https://a.example`";
const B: &str = "write `https://b.example`";
const BOTH: &str = "https://a.example,https://b.example";

/// Each in a process of its own, which really has the variable: tests share their environment.
#[test]
fn in_an_environment_variable() {
    const NAME: &str = "FOREIGN_TEST_ORIGINS";
    const THIS: &str = "foreign::in_an_environment_variable";
    if own_process::command(THIS).is_none() {
        match TENANTS.with_origins_from_env(NAME) {
            Ok(live) => println!("takes {}.", live.run_time_origins().join(",")),
            Err(errors) => {
                errors.iter().for_each(|error| println!("help: {}", error.help().unwrap_or_default()));
            }
        }
        return;
    }
    let said = |text: &str| own_process::run(own_process::command(THIS).unwrap().env(NAME, text));
    for (written, helps, then) in VARIABLES {
        let answer = said(written);
        let given: Vec<_> = answer.lines().filter_map(|line| line.strip_prefix("help: ")).collect();
        assert_eq!(given.len(), helps.len(), "{written}: {given:?}");
        for (given, part) in given.iter().zip(helps) {
            assert!(given.contains(part), "{written}: {given}");
            // Words of `cors!` and of a configuration have no place in a list.
            assert!(!given.contains("origins: ") && !given.contains("`origins`"), "{written}: {given}");
        }
        assert!(said(then).contains(&format!("takes {then}.")), "{then}, after {written}: {}", said(then));
    }
}

/// Without credentials a service may have a switch for everybody, with them it has none.
#[test]
fn what_stands_for_everybody_in_a_list_is_a_switch_of_the_service() {
    let help = |template: PolicyTemplate| {
        let errors = template.with_origins(["*"]).unwrap_err();
        errors.iter().next().and_then(|error| error.help().map(str::to_owned)).unwrap()
    };
    let list = "list the origins, such as `https://app.example.com`";
    assert_eq!(help(TENANTS), list);
    let switch = "set the switch with which this service allows any, if it has one";
    assert_eq!(help(ANONYMOUS), format!("{switch}, or {list}"));
}
