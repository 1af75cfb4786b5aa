use super::super::properties::help_of;
use crate::origin::Pattern;
use crate::violation::Help;

#[test]
fn what_other_software_takes_is_recognised_and_nothing_is_computed_from_it() {
    for (text, message, help) in [
        ("'self'", "own pages need no entry", "list the other origins"),
        ("self", "own pages need no entry", "list the other origins"),
        ("'unsafe-inline'", "is a word", "list the other origins"),
        ("'none'", "is not an origin", "origins = none"),
        ("runtime", "a word of `cors!`", "remove it"),
        ("https:", "a scheme without a host", "one origin an entry"),
        ("wss:", "a scheme without a host", "one origin an entry"),
        ("data:", "the scheme `data` must not", "the page itself is served from"),
        ("file:", "the scheme `file` must not", "a scheme of its own"),
        ("https://${APP_HOST}", "`${APP_HOST}` is not replaced", "write the origin itself"),
        ("${APP_ORIGIN}", "`${APP_ORIGIN}` is not replaced", "write the origin itself"),
        ("https://{{ host }}", "`{{ host }}` is not replaced", "write the origin itself"),
        ("https://{tenant}.example.com", "`{tenant}` is not replaced", "write the origin itself"),
        ("https://<your-domain>", "`<your-domain>` is not replaced", "write the origin itself"),
        ("https://%APP_HOST%", "`%APP_HOST%` is not replaced", "write the origin itself"),
        ("https://$HOST:8080", "`$HOST` is not replaced", "write the origin itself"),
        ("http://localhost:${PORT}", "`${PORT}` is not replaced", "any port, such as `http://localhost:*`"),
        ("https://10.0.0.0/8", "a range of addresses", "list the origins"),
        ("10.0.0.0/8", "a range of addresses", "list the origins"),
        ("http://[fd00::]/8", "a range of addresses", "list the origins"),
        ("https://app\u{2013}prod.example.com", "(U+2013) is not `-`", "type `-`"),
        ("\u{201c}https://app.example.com\u{201d}", "(U+201C) is not `\"`", "without quotation marks"),
        ("https://app.example.com\u{2019}", "(U+2019) is not `'`", "without quotation marks"),
        ("\u{ab}https://app.example.com\u{bb}", "(U+00AB) is not `\"`", "without quotation marks"),
        ("https://app.example.com\u{ff0c}", "(U+FF0C) is not `,`", "without it"),
        ("https://app\u{ff0c}example.com", "(U+FF0C) is not `,`", "in ASCII"),
        ("https://app.example.com\u{ff1a}8080", "(U+FF1A) is not `:`", "type `:`"),
        ("https://\u{430}pp.example.com", "mixes Latin letters with `\u{430}`", "one script"),
    ] {
        let violation = Pattern::parse(text).unwrap_err();
        assert!(violation.message.contains(message), "{text}: {violation:?}");
        assert!(help_of(&violation).contains(help), "{text}: {}", help_of(&violation));
        assert!(!violation.helps.iter().any(|help| matches!(help, Help::Replace(_))), "{text}");
    }
}

#[test]
fn what_only_resembles_such_a_thing_has_its_own_message() {
    for (text, message) in [
        ("<https://a.example>", "is not a scheme"),
        ("https://%61pp.example", "percent-encoded"),
        ("https://\u{43f}\u{440}\u{438}\u{43c}\u{435}\u{440}.example", "punycode"),
        ("https://a.example/8", "must not contain the path `/8`"),
    ] {
        let violation = Pattern::parse(text).unwrap_err();
        assert!(violation.message.contains(message), "{text}: {violation:?}");
    }
}

#[test]
fn a_regular_expression_is_not_taken_for_an_origin() {
    for text in [
        r"/\.example\.com$/",
        r"^https://.*\.example\.com$",
        "https://.*.example.com",
        r"https://[a-z]+\.example\.com",
        "https://.+.example.com",
        r"https:\/\/app\.example\.com",
        "(https|http)://app.example.com",
        "https://(app|admin).example.com$",
        "^https://app.example.com",
        "~^https://app.example.com",
    ] {
        let violation = Pattern::parse(text).unwrap_err();
        assert!(violation.message.contains("regular expression"), "{text}: {violation:?}");
        let replaces = |help: &Help| matches!(help, Help::Replace(_));
        assert!(!violation.helps.iter().any(replaces), "{text}: {violation:?}");
    }
}
