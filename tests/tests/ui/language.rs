//! Each mistake in a policy, and that the compiler accepts the legal spelling next to it without a warning.

#[test]
fn the_language_refuses_each_mistake_and_takes_its_legal_neighbour() {
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
