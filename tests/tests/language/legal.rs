//! What is right compiles without a warning: the legal spelling next to each mistake, and a route whose mistake is mended
//! as the message says.
#![allow(clippy::unwrap_used)] // A panic is a failed test.

use std::fs;
use std::path::{Path, PathBuf};

use cors_tests::help::followed;

use crate::fixture::Fixture;

fn ui() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

#[test]
fn the_legal_spelling_next_to_each_mistake_compiles() {
    let families = fs::read_dir(ui()).unwrap().map(|family| family.unwrap().path().join("pass"));
    let files = families.filter(|folder| folder.exists()).flat_map(|folder| fs::read_dir(folder).unwrap());
    let files = files.map(|file| file.unwrap().path());
    let programs: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|end| end == "rs")).collect();
    assert!(programs.len() > 20, "{programs:?}");
    Fixture::of_programs("legal", &programs).cargo(&["check"]);
}

/// The mistakes around a route whose `help:` line offers a spelling that is complete as it is.
const MENDED: [&str; 6] = [
    "argument-in-quotes",
    "argument-is-a-reference",
    "near-miss-of-origins",
    "none-in-capitals",
    "not-async",
    "template-without-origins",
];

/// Each of them is mended by typing what its `help:` line says at the caret.
#[test]
fn a_route_is_mended_by_what_the_help_says() {
    let programs = MENDED.map(|name| ui().join("attribute/fail").join(name).with_extension("rs"));
    let broken = Fixture::of_programs("broken-routes", &programs);
    let mut mended = Vec::new();
    for (name, caret, message) in broken.carets_in_files() {
        let source =
            fs::read_to_string(ui().join("attribute/fail").join(&name).with_extension("rs")).unwrap();
        let right = followed(&source, caret, &message)
            .unwrap_or_else(|| panic!("{name}: nothing to type in {message}"));
        assert_ne!(right, source, "{name}");
        let program = broken.path(&name).with_extension("rs");
        fs::write(&program, right).unwrap();
        mended.push(program);
    }
    assert_eq!(mended.len(), MENDED.len(), "one error each");
    Fixture::of_programs("mended-routes", &mended).cargo(&["check"]);
}
