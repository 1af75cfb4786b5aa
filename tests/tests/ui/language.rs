//! Each mistake in a policy. That the compiler accepts the legal spelling next to it, `language/legal.rs` shows.

#[test]
fn each_mistake_fails() {
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
    }
}
