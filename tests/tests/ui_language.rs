//! What the compiler says to each mistake, word for word, and that it is silent about the legal spelling beside it.
//!
//! `TRYBUILD=overwrite cargo test -p cors-tests --test ui_language` writes the messages anew: read them before you
//! commit them, as somebody who has never heard of this crate.

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
    ] {
        cases.compile_fail(format!("ui/{family}/fail/*.rs"));
        cases.pass(format!("ui/{family}/pass/*.rs"));
    }
}
