//! What the compiler says where `#[cross_origin]` is used wrongly: one file a rule, beside it the whole message.

use std::fs;
use std::path::Path;

const CASES: &str = "ui/attribute/fail";

#[test]
fn mistakes_are_reported() {
    trybuild::TestCases::new().compile_fail(format!("{CASES}/*.rs"));
}

/// No warning either: under `#![deny(warnings)]` it would be a second error.
#[test]
fn one_mistake_is_one_error() {
    let mut cases = 0;
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(CASES)).expect("the cases") {
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
