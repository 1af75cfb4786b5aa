//! What the compiler says where `#[cross_origin]` is used wrongly: one file per mistake, with the whole message
//! next to it; and that it accepts correct code without a warning.

use std::fs;
use std::path::Path;

use cors_tests::help::followed;

use crate::messages::messages;

#[test]
fn mistakes_are_reported_and_nothing_else() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/attribute/fail/*.rs");
    // Mistakes in actix-web's own attribute are reported by actix-web.
    cases.compile_fail("ui/attribute/actix/*.rs");
    // A macro cannot know that it stands in an `impl`, where a function looks like any other. What it makes of a handler is
    // a struct and its implementation, as with actix-web's own attribute, and a constant; the compiler reports each.
    cases.compile_fail("ui/attribute/rustc/*.rs");
    cases.pass("ui/attribute/pass/*.rs");
}

/// The mistakes whose `help:` line offers a spelling that is complete as it is.
const MENDED: [&str; 6] = [
    "argument-in-quotes",
    "argument-is-a-reference",
    "near-miss-of-origins",
    "none-in-capitals",
    "not-async",
    "template-without-origins",
];

/// Each of them is fixed by typing what its `help:` line says at the caret.
#[test]
fn what_the_help_says_compiles() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("help");
    fs::create_dir_all(&folder).expect("a folder");
    let cases = trybuild::TestCases::new();
    for name in MENDED {
        let file = |end: &str| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/attribute/fail").join(name);
            fs::read_to_string(path.with_extension(end)).expect("a case")
        };
        let (source, printed) = (file("rs"), file("stderr"));
        let message = &messages(&printed)[0];
        let right = followed(&source, message.caret(&source), &message.text);
        let right = right.unwrap_or_else(|| panic!("{name}: nothing to type in {printed}"));
        assert_ne!(right, source, "{name}");
        let path = folder.join(name).with_extension("rs");
        fs::write(&path, right).expect("a file");
        cases.pass(path);
    }
}
