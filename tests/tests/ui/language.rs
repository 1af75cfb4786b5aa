//! Each mistake in a policy, and that the compiler accepts the legal spelling next to it without a warning.

#[test]
fn each_mistake_fails_and_the_legal_spelling_compiles() {
    let cases = trybuild::TestCases::new();
    for family in [
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
        "within",
    ] {
        cases.compile_fail(format!("ui/{family}/fail/*.rs"));
        cases.pass(format!("ui/{family}/pass/*.rs"));
    }
}
