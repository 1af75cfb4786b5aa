//! What the compiler says where origins that are known only at run time are used wrongly: one file a rule, beside it
//! the whole message.

#[test]
fn mistakes_are_reported() {
    trybuild::TestCases::new().compile_fail("ui/live/fail/*.rs");
}
