//! What the compiler says where origins that are known only at run time are used wrongly, and types in the place of others: one file per rule, with
//! the whole message next to it.

#[test]
fn mistakes_are_reported() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/live/fail/*.rs");
    cases.compile_fail("ui/types/fail/*.rs");
    // A type that does not fit is reported again by each call that follows in the chain: the compiler's way.
    cases.compile_fail("ui/live/rustc/*.rs");
}
