//! What the compiler says where `#[cross_origin]` is used wrongly: one file a mistake, beside it the whole message; and
//! that it is silent about everything that is right.
//!
//! `TRYBUILD=overwrite cargo test -p cors-tests --test ui_attribute` writes the messages anew: read them before you
//! commit them, as somebody who has never heard of this crate.

use std::fs;
use std::path::Path;

const MISTAKES: &str = "ui/attribute/fail";

#[test]
fn mistakes_are_reported_and_nothing_else() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail(format!("{MISTAKES}/*.rs"));
    // What is wrong in actix-web's own attribute is said in its own words.
    cases.compile_fail("ui/attribute/actix/*.rs");
    cases.pass("ui/attribute/pass/*.rs");
}

/// No warning either: under `#![deny(warnings)]` it would be a second error.
#[test]
fn one_mistake_is_one_error() {
    let mut cases = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(MISTAKES)).expect("the cases") {
        let path = entry.expect("a case").path();
        if path.extension().is_some_and(|extension| extension == "stderr") {
            let text = fs::read_to_string(&path).expect("text");
            let errors = text.lines().filter(|line| line.starts_with("error") || line.starts_with("warning"));
            assert_eq!(errors.count(), 1, "{}\n{text}", path.display());
            cases += 1;
        }
    }
    assert!(cases > 40, "{cases} cases");
}
