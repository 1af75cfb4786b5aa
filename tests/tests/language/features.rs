//! What the compiler says where a feature is off: which one, and how to turn it on.

use std::fmt::Write as _;

use crate::fixture::Fixture;

const TOWER: (&str, &str) = (
    "`.layer` of a policy needs the feature `tower` of `cors-runtime`",
    "run `cargo add cors-runtime --features tower`",
);
const LIVE: (&str, &str) = (
    "origins at run time need the feature `live` of `cors-runtime`",
    "run `cargo add cors-runtime --features live`",
);

/// An expression, and what is said: one error, with a note.
const CASES: [(&str, (&str, &str)); 8] = [
    ("layered(APP)", TOWER),
    (r#"layered(APP.except_methods([("GET", APP)]))"#, TOWER),
    ("layered(APP.except_origins_of([APP]))", TOWER),
    (r#"TENANTS.with_origins(["https://t.example"]).unwrap()"#, LIVE),
    (r#"TENANTS.with_origins_from_env("ORIGINS").unwrap()"#, LIVE),
    (r#"TENANTS.with_origins_from_env_or("ORIGINS", ["https://t.example"]).unwrap()"#, LIVE),
    ("TENANTS.with_origins_matching(|origin| origin.is_loopback()).unwrap()", LIVE),
    (
        r#"APP.with_origins(["https://t.example"]).unwrap()"#,
        ("this policy takes no origins at run time", "add `runtime` to its `origins`"),
    ),
];

#[test]
fn a_feature_that_is_off_is_named_with_the_command_that_turns_it_on() {
    let mut text = "cors_runtime::cors! {\n    \
        const APP = { origins: [\"https://app.example.com\"] };\n    \
        const TENANTS = { origins: [runtime] };\n}\n\
        fn layered<T>(_: T) where T: tower_layer::Layer<()> {}\n"
        .to_owned();
    let first = text.lines().count() + 1;
    for (at, (expression, _)) in CASES.iter().enumerate() {
        writeln!(text, "pub fn case_{at}() {{ let _ = {expression}; }}").expect("a line");
    }
    let errors = Fixture::of_text("features", &text).explained_errors();
    for (at, (expression, (message, note))) in CASES.iter().enumerate() {
        let here: Vec<_> = errors.iter().filter(|(line, ..)| *line == first + at).collect();
        let [(_, said, notes)] = here.as_slice() else { panic!("{expression}: {here:#?}") };
        assert_eq!(said, message, "{expression}");
        assert!(notes.iter().any(|text| text.starts_with(note)), "{expression}: {notes:#?}");
    }
    assert_eq!(errors.len(), CASES.len(), "{errors:#?}");
}
