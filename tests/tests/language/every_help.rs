//! Every help of every case in `ui/`: typed in where the caret is, it takes away its own error and brings no other.
//! That it means what its author wanted is shown by the table in `help.rs`.
#![allow(clippy::unwrap_used)] // A panic is a failed test.

use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use cors_tests::help::followed;

use crate::fixture::Fixture;

/// The families of mistakes that need nothing but `cors!`.
const FAMILIES: [&str; 11] = [
    "base",
    "cfg",
    "credentials",
    "expect",
    "expose",
    "fields",
    "grammar",
    "headers",
    "include",
    "methods",
    "origins",
];

/// What nobody means, however it was computed.
const NEVER: [&str; 16] = [
    "https://self",
    "https://none",
    "https://all",
    "https://any",
    "https://null",
    "https://runtime",
    "https://https",
    "https://http",
    "https://tauri",
    "https://chrome-extension",
    "https://$",
    "https://{",
    "https://%",
    "xn--appprod",
    "`..()`",
    "\"*\"",
];

/// Where one help brings another error: the case, a part of the message, and why.
const NOT_ALONE: [(&str, &str, &str); 3] = [
    (
        "base_cfg_attr",
        "a policy must not hide",
        "what builds on the policy needs the same `#[cfg(…)]`, now that it is seen",
    ),
    (
        "base_in_a_list",
        "`..HTTP` takes no waiver",
        "the first of its two ways out is for a waiver that is not needed, and here it is",
    ),
    (
        "origins_wildcard_in_registered_name",
        "`evilexample.org`",
        "the waiver beside it is only judged once its entry is legal",
    ),
];

struct Case {
    name: String,
    source: String,
}

/// The files of the families, as modules of one crate.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for family in FAMILIES {
        let mut files: Vec<PathBuf> = folder(family).map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files.into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
            let name = format!("{family}_{}", file.file_stem().unwrap().to_str().unwrap()).replace('-', "_");
            cases.push(Case { name, source: fs::read_to_string(file).unwrap() });
        }
    }
    cases
}

fn folder(family: &str) -> fs::ReadDir {
    let ui = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui");
    fs::read_dir(ui.join(family).join("fail")).unwrap()
}

/// A crate of these modules, and the files that they include.
fn compiled(name: &str, modules: &[Case]) -> Vec<(String, Range<usize>, String)> {
    let list: Vec<String> = modules.iter().map(|module| format!("mod {};\n", module.name)).collect();
    let fixture = Fixture::of_text(name, &format!("#![allow(warnings)]\n{}", list.concat()));
    for module in modules {
        fs::write(fixture.path("src").join(&module.name).with_extension("rs"), &module.source).unwrap();
    }
    for family in FAMILIES {
        for file in folder(family).map(|entry| entry.unwrap().path()) {
            if file.extension().is_some_and(|end| end == "txt") {
                fs::copy(&file, fixture.path("src").join(file.file_name().unwrap())).unwrap();
            }
        }
    }
    fixture.carets_in_files()
}

/// A failed expectation is judged anew once its policy has no mistake, and a file once it is included.
fn is_ours(message: &str) -> bool {
    message.contains("\nhelp: ")
        && !message.contains("evaluation panicked")
        && !message.contains(".txt`, line ")
}

/// A first line without the user's text.
fn law(message: &str) -> String {
    message.lines().next().unwrap_or_default().split('`').step_by(2).collect()
}

#[test]
fn a_help_that_is_typed_takes_its_error_away_and_brings_no_other() {
    let cases = cases();
    let errors = compiled("every-help", &cases);
    let mut typed = Vec::new();
    let mut expected = Vec::new();
    for (file, caret, message) in &errors {
        for never in NEVER {
            assert!(!message.split("help: ").skip(1).any(|help| help.contains(never)), "{file}: {message}");
        }
        // At item level, the compiler reports fields alone at our own call of the macro.
        let Some(case) = cases.iter().find(|case| case.name == *file) else { continue };
        let Some(right) = followed(&case.source, caret.clone(), message).filter(|_| is_ours(message)) else {
            continue;
        };
        if NOT_ALONE.iter().any(|(name, part, _)| name == file && message.contains(part)) {
            continue;
        }
        let mut rest: Vec<&str> =
            errors.iter().filter(|(other, ..)| other == file).map(|(.., message)| message.as_str()).collect();
        rest.remove(rest.iter().position(|other| other == message).unwrap());
        rest.retain(|message| is_ours(message));
        rest.sort_unstable();
        expected.push((rest, message));
        typed.push(Case { name: format!("typed_{}_{file}", typed.len()), source: right });
    }
    assert!(typed.len() > 150, "few helps can be typed: {}", typed.len());
    let errors = compiled("every-help-typed", &typed);
    let other = errors.iter().find(|(_, _, message)| message.contains("delimiter"));
    assert!(other.is_none(), "a help breaks the syntax of its file: {other:?}");
    let mut wrong = String::new();
    for (case, (rest, message)) in typed.iter().zip(expected) {
        let mut left: Vec<&str> = errors
            .iter()
            .filter(|(file, ..)| *file == case.name)
            .map(|(.., message)| message.as_str())
            .collect();
        left.retain(|message| is_ours(message));
        left.sort_unstable();
        let known: Vec<String> = rest.iter().map(|message| law(message)).collect();
        let new: Vec<_> = left.iter().filter(|message| !known.contains(&law(message))).collect();
        if !new.is_empty() || left.len() > rest.len() {
            writeln!(wrong, "{}: {message}\nleaves {new:#?}\n", case.name).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
