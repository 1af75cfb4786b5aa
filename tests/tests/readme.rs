//! The compiler's messages in the README are what the compiler says.

const README: &str = include_str!("../../README.md");

/// Each message stands in the README as a block of text, with the path of a user's crate.
const MESSAGES: [(&str, &str); 3] = [
    ("mistake", include_str!("../ui/readme/mistake.stderr")),
    ("expectation", include_str!("../ui/readme/expectation.stderr")),
    ("route", include_str!("../ui/readme/route.stderr")),
];

#[test]
fn the_messages_are_real() {
    trybuild::TestCases::new().compile_fail("ui/readme/*.rs");
}

#[test]
fn the_readme_shows_them() {
    let code = include_str!("../ui/readme/mistake.rs").replace("\nfn main() {}\n", "");
    assert!(README.contains(&code), "{code}");
    for (case, message) in MESSAGES {
        let shown = message.replace(&format!("ui/readme/{case}.rs"), "src/main.rs");
        assert!(README.contains(&format!("```text\n{}\n```", shown.trim_end())), "{shown}");
    }
}
