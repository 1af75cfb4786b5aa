use super::super::properties::refused;
use crate::origin::Pattern;

#[test]
fn texts_that_hold_no_single_origin_are_refused() {
    refused(&[
        ("nothing", "", "is empty", "such as `https://app.example.com`"),
        ("white space only", " \n", "nothing but white space", "such as `https://app.example.com`"),
        (
            "two origins with a comma",
            "https://a.example,https://b.example",
            "an entry is one origin",
            "`https://a.example, https://b.example`",
        ),
        (
            "three with comma and space, to be corrected themselves",
            "https://A.example/, b.example, http://localhost:80",
            "contains 3",
            "`https://a.example, https://b.example, http://localhost`",
        ),
        (
            "two with white space",
            "https://a.example\nhttps://b.example",
            "an entry is one origin",
            "`https://a.example, https://b.example`",
        ),
        (
            "two with a comma of another script",
            "https://a.example\u{3001}https://b.example",
            "an entry is one origin",
            "`https://a.example, https://b.example`",
        ),
        (
            "two of which one has no right spelling",
            "!https://a.example, https://b.example",
            "contains 2",
            "make each origin an entry of its own",
        ),
        (
            "a line break as two characters",
            "https://a.example\\nhttps://b.example",
            "contains 2",
            "`https://a.example, https://b.example`",
        ),
        (
            "lines of YAML that became one",
            "https://a.example - https://b.example",
            "contains 2",
            "`https://a.example, https://b.example`",
        ),
        ("quotation marks", "\"https://a.example\"", "has quotation marks", "write `https://a.example`"),
        (
            "quotation marks and a comma",
            "'https://a.example',",
            "quotation marks",
            "write `https://a.example`",
        ),
        ("quotation marks around nothing", "\"\"", "has quotation marks", "without it"),
        (
            "the first entry of a quoted list",
            "\"https://a.example",
            "a quotation mark at one end",
            "write `https://a.example`",
        ),
        (
            "the last entry of a quoted list",
            "https://a.example'",
            "a quotation mark at one end",
            "write `https://a.example`",
        ),
        (
            "a leading space",
            " https://a.example",
            "contain a space: ` https://a.example` begins with it",
            "write `https://a.example`",
        ),
        (
            "a line break at the end",
            "https://a.example\n",
            "contain a line break",
            "write `https://a.example`",
        ),
        ("a tab inside", "https://a.ex\tample", "contain a tab", "write `https://a.example`"),
        (
            "a space before the port",
            "https://a.example :8080",
            "has it inside",
            "write `https://a.example:8080`",
        ),
        (
            "a space in the host, which may stand for anything",
            "https://app example.com",
            "a space",
            "without it",
        ),
        ("a comma for a dot", "https://app,example.com", "`,` is not allowed", "`a` to `z`"),
        ("NUL", "https://a.example\0", r"control character (`\u{0}`)", "write `https://a.example`"),
        (
            "a no-break space",
            "https://a.example\u{a0}",
            r"white space (`\u{a0}`)",
            "write `https://a.example`",
        ),
    ]);
}

#[test]
fn what_stands_for_every_origin_is_not_one() {
    for (text, message) in [
        ("null", "any site"),
        ("NULL", "any site"),
        ("*", "`*` is not an origin"),
        ("*://*:*", "is not an origin"),
        ("any", "`any` is not an origin"),
    ] {
        let violation = Pattern::parse(text).unwrap_err();
        assert!(violation.message.contains(message), "{violation:?}");
        assert!(violation.helps.contains(&crate::violation::Help::Any), "{violation:?}");
        // Where one origin is meant, `any` is not one either.
        let violation = Pattern::parse_exact(text).unwrap_err().of_one_origin();
        assert!(!violation.helps.is_empty() && !violation.helps.contains(&crate::violation::Help::Any));
    }
}

#[test]
fn long_texts_are_refused_in_short_words() {
    for text in ["a".repeat(1_000_000), "https://a.example,".repeat(10_000), "ü".repeat(3000)] {
        let violation = Pattern::parse(&text).unwrap_err();
        assert!(format!("{violation:?}").len() < 3000, "{violation:?}");
    }
}
