//! What the documents say is so: the compiler's message in the README is what the compiler says, and the tests that
//! `SECURITY.md` names exist.

use std::fs;
use std::path::Path;

const README: &str = include_str!("../../README.md");

#[test]
fn the_message_is_what_the_compiler_says() {
    trybuild::TestCases::new().compile_fail("ui/readme/mistake.rs");
    let code = include_str!("../ui/readme/mistake.rs").replace("\nfn main() {}\n", "");
    assert!(README.contains(&code), "{code}");
    let message = include_str!("../ui/readme/mistake.stderr").replace("ui/readme/mistake.rs", "src/main.rs");
    assert!(README.contains(&format!("```text\n{}\n```", message.trim_end())), "{message}");
}

/// `SECURITY.md` names files and functions, which must be there.
#[test]
fn each_promise_names_tests_that_exist() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let promises = include_str!("../../SECURITY.md").lines().filter(|line| line.starts_with("| **"));
    let mut named = 0;
    for promise in promises {
        let shown = promise.rsplit('|').nth(1).expect("a cell of tests").trim();
        for test in shown.split(", ") {
            let (file, function) =
                test.trim_matches('`').split_once(": ").unwrap_or_else(|| panic!("{test}"));
            let file = match file.strip_prefix("cors-runtime/") {
                Some(_) => tests.join("..").join(file),
                None => tests.join("tests").join(file),
            };
            let text =
                fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            assert!(text.contains(&format!("fn {function}(")), "{}: {function}", file.display());
            named += 1;
        }
    }
    assert!(named > 25, "{named} tests");
}
