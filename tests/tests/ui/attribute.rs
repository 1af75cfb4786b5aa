//! What the compiler says where `#[cross_origin]` is used wrongly: one file per mistake, with the whole message
//! next to it.

#[test]
fn mistakes_are_reported_and_nothing_else() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/attribute/fail/*.rs");
    // Mistakes in actix-web's own attribute are reported by actix-web.
    cases.compile_fail("ui/attribute/actix/*.rs");
    // A macro cannot know that it stands in an `impl`, where a function looks like any other. What it makes of a handler is
    // a struct and its implementation, as with actix-web's own attribute, and a constant; the compiler reports each.
    cases.compile_fail("ui/attribute/rustc/*.rs");
}
