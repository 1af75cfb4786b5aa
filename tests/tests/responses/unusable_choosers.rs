//! What no chooser is made of, and what its error says to write instead.

use super::choosers::{ANY_METHOD, API, ARTICLE, EDITORS, OWN, PARTNERS, PUBLIC, live};

#[test]
fn a_chooser_of_the_wrong_parts_is_refused() {
    fn message<T>(make: impl FnOnce() -> T + std::panic::UnwindSafe) -> String {
        let panic = std::panic::catch_unwind(|| drop(make())).expect_err("refused");
        panic.downcast_ref::<&str>().map_or_else(
            || panic.downcast_ref::<String>().expect("a text").clone(),
            |text| (*text).to_owned(),
        )
    }
    let twice = "the method PUT is given twice";
    let lacks = "policy `EDITORS` does not allow the method POST";
    let open = "policy `PUBLIC` is open to any origin";
    for (says, message, part) in [
        ("twice", message(|| PUBLIC.except_methods([("PUT", EDITORS), ("PUT", EDITORS)])), twice),
        (
            "twice, with another one between them",
            message(|| PUBLIC.except_methods([("PUT", EDITORS), ("DELETE", EDITORS), ("PUT", EDITORS)])),
            twice,
        ),
        ("not allowed", message(|| PUBLIC.except_methods([("PUT", EDITORS), ("POST", EDITORS)])), lacks),
        (
            "nobody's",
            message(|| PUBLIC.except_methods([("*", ANY_METHOD)])),
            "no policy allows a method of the name `*`",
        ),
        (
            "several",
            message(|| PUBLIC.except_methods([("PUT POST", ANY_METHOD)])),
            "no policy allows a method of the name `PUT POST`",
        ),
        (
            "lower case",
            message(|| PUBLIC.except_methods([("put", ANY_METHOD)])),
            "unknown method `put`: methods are case-sensitive\n\nhelp: write `\"PUT\"`",
        ),
        (
            "mixed case",
            message(|| PUBLIC.except_methods([("Delete", EDITORS)])),
            "unknown method `Delete`: methods are case-sensitive\n\nhelp: write `\"DELETE\"`",
        ),
        (
            "misspelt",
            message(|| PUBLIC.except_methods([("PUTT", ANY_METHOD)])),
            "unknown method `PUTT`\n\nhelp: write `\"PUT\"`",
        ),
        (
            "misspelt, and not allowed either",
            message(|| PUBLIC.except_methods([("DELTE", EDITORS)])),
            "unknown method `DELTE`\n\nhelp: write `\"DELETE\"`",
        ),
        (
            "never sent",
            message(|| PUBLIC.except_methods([("TRACE", ANY_METHOD)])),
            "browsers never send `TRACE`\n\nhelp: remove it",
        ),
        (
            "live: misspelt",
            message(|| {
                let [public, any] = live([PUBLIC, ANY_METHOD]);
                public.except_methods([("PSOT", any)])
            }),
            "unknown method `PSOT`\n\nhelp: write `\"POST\"`",
        ),
        ("on a chooser", message(|| API.except_methods([("POST", EDITORS)])), lacks),
        ("open", message(|| OWN.except_origins_of([PARTNERS, PUBLIC])), open),
        ("open, on a chooser", message(|| ARTICLE.except_origins_of([PUBLIC])), open),
        (
            "live: twice",
            message(|| {
                let [public, one, other] = live([PUBLIC, EDITORS, EDITORS]);
                public.except_methods([("PUT", one), ("PUT", other)])
            }),
            twice,
        ),
        (
            "live: not allowed",
            message(|| {
                let [public, editors] = live([PUBLIC, EDITORS]);
                public.except_methods([("POST", editors)])
            }),
            lacks,
        ),
        (
            "live: open",
            message(|| {
                let [public, own] = live([PUBLIC, OWN]);
                own.except_origins_of([public])
            }),
            open,
        ),
    ] {
        assert!(message.contains(part) && message.contains("\n\nhelp: "), "{says}: {message}");
    }
}
