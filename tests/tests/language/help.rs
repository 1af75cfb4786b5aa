//! Each mistake is fixed by typing what its `help:` line says at the caret: the result compiles, and it is the
//! policy that was meant.

use std::fmt::Write as _;
use std::fs;

use cors_tests::help::followed;
use cors_tests::mistakes::ORIGINS;

use crate::fixture::Fixture;

/// What is wrong, a block with it, and the block that was meant. Both define `APP`.
const BLOCKS: &[(&str, &str, &str)] = &[
    (
        "the name of a field in quotes",
        r#"pub const APP = { "origins": ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "the name of another library in quotes",
        r#"pub const APP = { "allowedOrigins": ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "a policy in quotes",
        r#"pub const APP = { origins: any }; expect APP { within "APP"; }"#,
        "pub const APP = { origins: any }; expect APP { within APP; }",
    ),
    (
        "a field twice",
        r#"pub const APP = { origins: ["https://a.example"], methods: [GET], origins: ["https://b.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"], methods: [GET] };"#,
    ),
    (
        "a list in a list",
        r#"pub const APP = { origins: [["https://a.example", "https://b.example"]] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "a semicolon between fields",
        "pub const APP = { origins: any; methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a semicolon after the last field",
        "pub const APP = { origins: any, methods: [PUT]; };",
        "pub const APP = { origins: any, methods: [PUT] };",
    ),
    (
        "a semicolon between entries",
        r#"pub const APP = { origins: ["https://a.example"; "https://b.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "credentials after the braces",
        r#"pub const APP = { origins: ["https://a.example"] } with credentials;"#,
        r#"pub const APP = { origins: ["https://a.example"], credentials: true };"#,
    ),
    (
        "another field after the braces",
        "pub const APP = { origins: any } with max_age = 2h;",
        "pub const APP = { origins: any, max_age: 2h };",
    ),
    (
        "three dots",
        "pub const APP = { methods: [GET], ...BASE }; pub const BASE = { origins: any, max_age: 2h };",
        "pub const APP = { origins: any, methods: [GET], max_age: 2h };",
    ),
    (
        "three dots in a list",
        r#"pub const APP = { origins: [...BASE, "https://b.example"] }; pub const BASE = { origins: ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "a misspelt base",
        "pub const APP = { methods: [GET], ..BASES }; pub const BASE = { origins: any, max_age: 2h };",
        "pub const APP = { origins: any, methods: [GET], max_age: 2h };",
    ),
    (
        "a base before the fields",
        "pub const APP = { ..BASE, methods: [GET] }; pub const BASE = { origins: any, max_age: 2h };",
        "pub const APP = { origins: any, methods: [GET], max_age: 2h };",
    ),
    (
        "an equals sign for a colon",
        "pub const APP = { origins = any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "no colon",
        r#"pub const APP = { origins ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "no comma between fields",
        "pub const APP = { origins: any methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "no comma between entries",
        r#"pub const APP = { origins: ["https://a.example" "https://b.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "one comma too many",
        "pub const APP = { origins: any,, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "no semicolon",
        "pub const APP = { origins: any, methods: [GET] }",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy with its type",
        "pub const APP: Policy = { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy as a struct",
        "pub const APP = Policy { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a colon for the equals sign",
        "pub const APP: { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "the field of another policy",
        r#"pub const APP = { origins: BASE.origins }; pub const BASE = { origins: ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "the field of another policy in a list",
        r#"pub const APP = { origins: [BASE.origins, "https://b.example"] }; pub const BASE = { origins: ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "an argument of `runtime`",
        r#"pub const APP = { origins: ["https://a.example", runtime("ORIGINS")] };"#,
        r#"pub const APP = { origins: ["https://a.example", runtime] };"#,
    ),
    (
        "a static",
        "pub static APP = { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy without `const`",
        "pub APP = { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy without `=`",
        "pub const APP { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "an expectation of a header that is not in a list",
        r#"pub const APP = { origins: any, headers: ["x-a"] }; expect APP { allow GET from "https://a.example" with "x-a"; }"#,
        r#"pub const APP = { origins: any, headers: ["x-a"] };"#,
    ),
    (
        "an expectation with another word for `from`",
        r#"pub const APP = { origins: any }; expect APP { allow GET by "https://a.example"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation without a method",
        r#"pub const APP = { origins: any }; expect APP { allow "https://a.example"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation without `from`",
        r#"pub const APP = { origins: any }; expect APP { allow GET "https://a.example"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation without `with`",
        r#"pub const APP = { origins: any, headers: ["x-a"] }; expect APP { allow GET from "https://a.example" ["x-a"]; }"#,
        r#"pub const APP = { origins: any, headers: ["x-a"] };"#,
    ),
    (
        "expectations without a semicolon between them",
        r#"pub const APP = { origins: any }; expect APP { allow GET from "https://a.example" deny PUT from "null"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "the last expectation without a semicolon",
        r#"pub const APP = { origins: any }; expect APP { allow GET from "https://a.example" }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation of what no browser sends",
        r#"pub const APP = { origins: ["https://a.example"] }; expect APP { allow GET from "https://a.example/"; }"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
];

/// The same for the fields of one policy.
const FIELDS: &[(&str, &str, &str)] = &[
    ("a star among methods", r#"origins: any, methods: ["*"]"#, "origins: any, methods: any"),
    (
        "a star among methods, with credentials",
        r#"origins: ["https://a.example"], methods: ["*"], credentials: true"#,
        r#"origins: ["https://a.example"], methods: any, credentials: true"#,
    ),
    (
        "a star among headers, with credentials",
        r#"origins: ["https://a.example"], headers: ["*"], credentials: true"#,
        r#"origins: ["https://a.example"], headers: any, credentials: true"#,
    ),
    (
        "a star for a list of exposed headers",
        r#"origins: ["https://a.example"], expose: "*", credentials: true"#,
        r#"origins: ["https://a.example"], expose: any, credentials: true"#,
    ),
    ("a star for origins", r#"origins: "*""#, "origins: any"),
    ("a star among origins", r#"origins: ["*"], max_age: 1h"#, "origins: any, max_age: 1h"),
    ("`any` among origins", "origins: [any]", "origins: any"),
    ("one origin without a list", r#"origins: "https://a.example""#, r#"origins: ["https://a.example"]"#),
    (
        "several origins in one text",
        r#"origins: ["https://a.example, https://b.example"]"#,
        r#"origins: ["https://a.example", "https://b.example"]"#,
    ),
    (
        "origins in other brackets",
        r#"origins: vec!["https://a.example", "https://b.example"]"#,
        r#"origins: ["https://a.example", "https://b.example"]"#,
    ),
    ("an origin without quotes", "origins: [localhost]", r#"origins: ["http://localhost"]"#),
    (
        "an insecure origin with credentials",
        r#"origins: ["http://a.example"], credentials: true"#,
        r#"origins: ["https://a.example"], credentials: true"#,
    ),
    (
        "a wildcard in a registered name",
        r#"origins: ["https://*example.com"]"#,
        r#"origins: ["https://*.example.com"]"#,
    ),
    (
        "an origin twice",
        r#"origins: ["https://a.example", "https://b.example", "https://a.example"]"#,
        r#"origins: ["https://a.example", "https://b.example"]"#,
    ),
    (
        "an origin that a pattern covers",
        r#"origins: ["https://www.example.com", "https://*.example.com"]"#,
        r#"origins: ["https://*.example.com"]"#,
    ),
    (
        "a waiver that is not needed",
        r#"origins: [#[dangerously_allow(insecure_origins)] "https://a.example"], credentials: true"#,
        r#"origins: ["https://a.example"], credentials: true"#,
    ),
    (
        "a misspelt waiver",
        r#"origins: [#[dangerously_allow(insecure_origin)] "http://a.example"], credentials: true"#,
        r#"origins: [#[dangerously_allow(insecure_origins)] "http://a.example"], credentials: true"#,
    ),
    ("a method in lower case", "origins: any, methods: [get, PUT]", "origins: any, methods: [GET, PUT]"),
    ("an age in hours and minutes", "origins: any, max_age: 1h30m", "origins: any, max_age: 90m"),
    ("half an hour more", "origins: any, max_age: 1.5h", "origins: any, max_age: 90m"),
    ("an age as a product", "origins: any, max_age: 60 * 60", "origins: any, max_age: 3600s"),
    ("a duration", "origins: any, max_age: Duration::from_secs(3600)", "origins: any, max_age: 3600s"),
    ("a week, of which browsers keep a day", "origins: any, max_age: 7d", "origins: any, max_age: 24h"),
    (
        "the constant of a header",
        "origins: any, headers: [header::AUTHORIZATION]",
        r#"origins: any, headers: ["authorization"]"#,
    ),
    (
        "a capitalised header without quotes",
        "origins: any, headers: [Authorization]",
        r#"origins: any, headers: ["authorization"]"#,
    ),
    (
        "a header with a value",
        r#"origins: any, headers: ["Content-Type: application/json"]"#,
        r#"origins: any, headers: ["content-type"]"#,
    ),
    ("an owned string", r#"origins: ["https://a.example".to_string()]"#, r#"origins: ["https://a.example"]"#),
    (
        "another owned string",
        r#"origins: [String::from("https://a.example")]"#,
        r#"origins: ["https://a.example"]"#,
    ),
    (
        "two mistakes in one origin",
        r#"origins: ["https://a.example:443/"]"#,
        r#"origins: ["https://a.example"]"#,
    ),
    (
        "an IPv6 address without brackets",
        r#"origins: ["http://::1:3000"]"#,
        r#"origins: ["http://[::1]:3000"]"#,
    ),
    (
        "an app's scheme with one slash",
        r#"origins: ["tauri:/localhost"]"#,
        r#"origins: ["tauri://localhost"]"#,
    ),
    (
        "an invisible character",
        "origins: [\"https://a\u{200f}.example\"]",
        r#"origins: ["https://a.example"]"#,
    ),
    ("no origins", "methods: [GET]", r#"origins: ["https://app.example.com"], methods: [GET]"#),
    ("a default for the rest", "origins: any, ..Default::default()", "origins: any"),
    (
        "rustc's attribute for a waiver",
        r#"origins: [#[allow(insecure_origins)] "http://a.example"], credentials: true"#,
        r#"origins: [#[dangerously_allow(insecure_origins)] "http://a.example"], credentials: true"#,
    ),
    (
        "Express's name of the status",
        "origins: any, optionsSuccessStatus: 200",
        "origins: any, preflight_status: 200",
    ),
    ("a misspelt method", "origins: any, methods: [GET, DELTE]", "origins: any, methods: [GET, DELETE]"),
    ("another word for all methods", "origins: any, methods: [all]", "origins: any, methods: any"),
    ("a suffix", r#"origins: ["https://a.example"_dev]"#, r#"origins: ["https://a.example"]"#),
    ("a method of a type", "origins: any, methods: [Method::PATCH]", "origins: any, methods: [PATCH]"),
    ("methods with bars", "origins: any, methods: [GET | PUT]", "origins: any, methods: [GET, PUT]"),
    ("methods in one text", r#"origins: any, methods: "GET, PUT""#, "origins: any, methods: [GET, PUT]"),
    ("one method", "origins: any, methods: PUT", "origins: any, methods: [PUT]"),
    ("a method of its own", "origins: any, methods: [M-SEARCH]", r#"origins: any, methods: ["M-SEARCH"]"#),
    (
        "a method that browsers never send",
        "origins: any, methods: [PUT, TRACE]",
        "origins: any, methods: [PUT]",
    ),
    ("a header with a colon", r#"origins: any, headers: ["X-A:"]"#, r#"origins: any, headers: ["x-a"]"#),
    (
        "headers in one text",
        r#"origins: any, headers: ["x-a, x-b"]"#,
        r#"origins: any, headers: ["x-a", "x-b"]"#,
    ),
    (
        "a header without quotes",
        "origins: any, headers: [content-type]",
        r#"origins: any, headers: ["content-type"]"#,
    ),
    (
        "a header that pages cannot set",
        r#"origins: any, headers: ["x-a", "cookie"]"#,
        r#"origins: any, headers: ["x-a"]"#,
    ),
    (
        "an exposed cookie",
        r#"origins: any, expose: ["set-cookie", "etag"]"#,
        r#"origins: any, expose: ["etag"]"#,
    ),
    ("an age without a unit", "origins: any, max_age: 3600", "origins: any, max_age: 3600s"),
    ("an age in quotes", r#"origins: any, max_age: "2h""#, "origins: any, max_age: 2h"),
    ("credentials in quotes", r#"origins: any, credentials: "false""#, "origins: any, credentials: false"),
    (
        "credentials as in a settings file",
        r#"origins: ["https://a.example"], credentials: on"#,
        r#"origins: ["https://a.example"], credentials: true"#,
    ),
    ("a status in quotes", r#"origins: any, preflight_status: "200""#, "origins: any, preflight_status: 200"),
    (
        "a status of a type",
        "origins: any, preflight_status: StatusCode::OK",
        "origins: any, preflight_status: 200",
    ),
    ("the name of another library", "allow_origins: any", "origins: any"),
    ("a misspelt field", "origins: any, method: [GET]", "origins: any, methods: [GET]"),
];

/// A mistake and what was meant.
struct Case {
    what: String,
    wrong: String,
    meant: String,
}

fn cases() -> Vec<Case> {
    let policy = |fields: &str| format!("pub const APP = {{ {fields} }};");
    let blocks = BLOCKS.iter().map(|(what, wrong, meant)| (*what, (*wrong).to_owned(), (*meant).to_owned()));
    let fields = FIELDS.iter().map(|(what, wrong, meant)| (*what, policy(wrong), policy(meant)));
    // Of the mistakes in origins, those with one right spelling.
    let origins = ORIGINS.iter().filter(|(.., right)| right.contains("://") && !right.contains(' '));
    let list = |text: &str| policy(&format!("origins: [{text:?}]"));
    let origins = origins.map(|(wrong, _, right)| (*wrong, list(wrong), list(right)));
    let all = blocks.chain(fields).chain(origins);
    all.map(|(what, wrong, meant)| Case { what: what.to_owned(), wrong, meant }).collect()
}

/// A module around a block.
fn module(name: &str, block: &str) -> String {
    format!("pub mod {name} {{ cors_runtime::cors! {{ {block} }} }}\n")
}

#[test]
fn what_the_help_says_is_what_was_meant() {
    let cases = cases();
    let mut text = String::new();
    let mut starts = Vec::new();
    for case in &cases {
        starts.push(text.len());
        text.push_str(&module("wrong", &case.wrong).replace("wrong", &format!("wrong{}", starts.len() - 1)));
    }
    let errors = Fixture::of_text("help", &text).carets();
    let mut followed_text = String::new();
    let mut questions = String::new();
    for (at, case) in cases.iter().enumerate() {
        let Case { what, wrong, meant } = case;
        let (start, end) = (starts[at], starts.get(at + 1).copied().unwrap_or(text.len()));
        let here: Vec<_> = errors.iter().filter(|error| (start..end).contains(&error.0.start)).collect();
        let [(caret, message)] = here.as_slice() else { panic!("{what}: {wrong} is one mistake: {here:#?}") };
        let right = followed(&text[start..end], caret.start - start..caret.end - start, message);
        let right = right.unwrap_or_else(|| panic!("{what}: nothing to type in {message}"));
        followed_text.push_str(&right.replacen("wrong", "right", 1));
        followed_text.push_str(&module(&format!("meant{at}"), meant));
        writeln!(questions, "    same({what:?}, right{at}::APP.to_string(), meant{at}::APP.to_string());")
            .unwrap();
    }
    let fixture = Fixture::of_text("help-followed", "");
    let program = format!(
        "#![allow(dead_code)]\n{followed_text}\nfn same(what: &str, right: String, meant: String) {{\n    \
         assert_eq!(right, meant, \"{{what}}\");\n}}\n\nfn main() {{\n{questions}    println!(\"{{}}\", {});\n}}\n",
        cases.len()
    );
    fs::write(fixture.path("src/main.rs"), program).unwrap();
    assert_eq!(fixture.cargo(&["run"]).trim(), cases.len().to_string());
}
