//! Values of the wrong shape: what the reader of each format reports, and where.

use cors_runtime::{LivePolicy, PolicyConfig};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Settings {
    #[allow(dead_code, reason = "whether it can be read is what is tested")]
    cors: PolicyConfig,
}

/// Fields of `[cors]` in TOML, where the reader points, and a part of what it says.
const WRONG: &[(&str, &str, &str)] = &[
    ("origins = 3", "line 2, column 11", "invalid type: integer `3`, expected `any`, `none` or a list"),
    ("origins = true", "line 2, column 11", "expected `any`, `none` or a list"),
    (
        "origins = \"https://a.example\"",
        "line 2, column 11",
        "the text `https://a.example`: write the list [\"https://a.example\"]",
    ),
    ("origins = \"*\"", "line 2, column 11", "expected `any`, `none` or a list, found the text `*`"),
    (
        "origins = [3]",
        "line 2, column 12",
        "expected an origin, or its fields `origin` and `dangerously_allow`",
    ),
    ("origins = [[\"https://a.example\"]]", "line 2, column 12", "expected an origin"),
    ("origins = [{ dangerously_allow = [] }]", "line 2, column 12", "missing field `origin`"),
    ("origins = [{ origin = \"a\", allow = 1 }]", "line 2, column 28", "unknown field `allow`"),
    (
        "origins = [{ origin = \"a\", dangerously_allow = 1 }]",
        "line 2, column 48",
        "expected a waiver or a list",
    ),
    (
        "origins = [{ origin = \"a\", dangerously_allow = \"all\" }]",
        "line 2, column 48",
        "unknown waiver `all`, expected `insecure_origins`, `public_suffixes` or `any_host`",
    ),
    (
        "origins = [{ origin = \"a\", dangerously_allow = [\"predicates\"] }]",
        "line 2, column 48",
        "unknown waiver `predicates`",
    ),
    ("origin = []", "line 2, column 1", "unknown field `origin`, expected `origins` in its place"),
    ("origns = []", "line 2, column 1", "unknown field `origns`, expected `origins` in its place"),
    (
        "allow_credentials = true",
        "line 2, column 1",
        "unknown field `allow_credentials`, expected `credentials`",
    ),
    ("timeout = 1", "line 2, column 1", "unknown field `timeout`, expected one of `origins`, `methods`"),
    ("methods = [1]", "line 2, column 12", "expected a method"),
    ("methods = \"GET\"", "line 2, column 11", "found the text `GET`: write the list [\"GET\"]"),
    ("headers = true", "line 2, column 11", "expected `any` or a list"),
    ("headers = [{ name = \"x\" }]", "line 2, column 12", "expected the name of a header"),
    ("credentials = \"yes\"", "line 2, column 15", "expected a boolean"),
    ("max_age = true", "line 2, column 11", "expected a time such as `2h`"),
    ("preflight_status = \"204\"", "line 2, column 20", "expected a number from 200 to 299"),
    ("preflight_status = 204.5", "line 2, column 20", "expected a number from 200 to 299"),
    ("preflight_status = -1", "line 2, column 20", "expected a number from 200 to 299"),
];

#[test]
fn toml_says_where() {
    for (fields, place, wrong) in WRONG {
        let error = toml::from_str::<Settings>(&format!("[cors]\n{fields}\n")).unwrap_err().to_string();
        assert!(error.contains(place) && error.contains(wrong), "{fields}: {error}");
    }
}

#[test]
fn yaml_says_where() {
    for (fields, wrong) in [
        ("origins: [https://a.example, 3]", "cors.origins[1]: invalid type: integer `3`, expected an origin"),
        (
            "origins: https://a.example",
            "cors.origins: expected `any`, `none` or a list, found the text `https://a.example`: write the list",
        ),
        ("origins: [{origin: a, allow: b}]", "cors.origins[0]: unknown field `allow`"),
        ("methods:\n  #  - GET", "cors.methods: expected `any` or a list, found nothing"),
        ("methods: [GET, ~]", "cors.methods[1]: invalid type: unit value, expected a method"),
        ("methods: [GET, 1]", "cors.methods[1]: invalid type: integer `1`, expected a method"),
        ("headers: [true]", "cors.headers[0]: invalid type: boolean `true`, expected the name of a header"),
        (
            "origins: no",
            "cors.origins: expected `any`, `none` or a list, found the text `no`: write \"none\"",
        ),
        ("expose: [null]", "cors.expose[0]: invalid type: unit value, expected the name of a header"),
        ("origins: ~", "cors.origins: expected `any`, `none` or a list, found nothing (write \"none\""),
        ("credentials: yes", "cors.credentials: invalid type: string \"yes\", expected a boolean"),
        ("- origins", "cors: invalid type: sequence, expected a CORS policy"),
    ] {
        let error =
            serde_norway::from_str::<Settings>(&format!("cors:\n  {fields}\n")).unwrap_err().to_string();
        assert!(error.starts_with(wrong), "{fields}: {error}");
    }
    let typo = "cors:\n  origins: any\n  methods: [GET]\n  header: any\n";
    let error = serde_norway::from_str::<Settings>(typo).unwrap_err().to_string();
    assert!(error.contains("`header`") && error.contains("line 4"), "{error}");
}

#[test]
fn json_says_where() {
    for (policy, wrong) in [
        (r#"{ "origins": ["https://a.example", 3] }"#, "at line 1 column"),
        (r#"{ "origins": "any", "origins": [] }"#, "duplicate field `origins`"),
        (r#"{ "origins": "any", "headers": null }"#, "found nothing (leave the field out for its default)"),
        (r#"["any"]"#, "invalid type: sequence, expected a CORS policy, with `origins` and other fields"),
        (r#""any""#, "invalid type: string \"any\", expected a CORS policy"),
        ("null", "invalid type: null, expected a CORS policy"),
    ] {
        let error = serde_json::from_str::<Settings>(&format!("{{\"cors\": {policy} }}")).unwrap_err();
        assert!(error.to_string().contains(wrong), "{policy}: {error}");
    }
}

const TOML: &str = r#"
origins = ["https://app.example.com", { origin = "http://old.example.com", dangerously_allow = "insecure_origins" }]
methods = ["GET", "PUT"]
headers = "any"
expose = []
credentials = true
max_age = "2h"
preflight_status = 200
"#;

const YAML: &str = "
origins:
  - https://app.example.com
  - origin: http://old.example.com
    dangerously_allow: [insecure_origins]
methods: [GET, PUT]
headers: any
expose: []
credentials: true
max_age: 2h
preflight_status: 200
";

const JSON: &str = r#"{
    "origins": [
        "https://app.example.com",
        { "origin": "http://old.example.com", "dangerously_allow": ["insecure_origins"] }
    ],
    "methods": ["GET", "PUT"],
    "headers": "any",
    "expose": [],
    "credentials": true,
    "max_age": "2h",
    "preflight_status": 200
}"#;

#[test]
fn toml_yaml_and_json_say_the_same() {
    let toml: PolicyConfig = toml::from_str(TOML).unwrap();
    assert_eq!(toml, serde_norway::from_str(YAML).unwrap());
    assert_eq!(toml, serde_json::from_str(JSON).unwrap());
    assert_eq!(
        LivePolicy::try_from(toml.clone().with_prefix("cors")).unwrap().to_string(),
        "cors\n  origins           https://app.example.com\n                    http://old.example.com\n  \
         methods           GET, HEAD, PUT\n  headers           any\n  expose            none\n  \
         credentials       true\n  max_age           7200s\n  preflight_status  200"
    );
    // What is written out is read again.
    assert_eq!(toml, toml::from_str(&toml::to_string(&toml).unwrap()).unwrap());
    assert_eq!(toml, serde_json::from_str(&serde_json::to_string(&toml).unwrap()).unwrap());
    assert_eq!(toml, serde_norway::from_str(&serde_norway::to_string(&toml).unwrap()).unwrap());
}
