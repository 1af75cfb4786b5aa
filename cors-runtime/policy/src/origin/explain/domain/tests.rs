use super::super::properties::{help_of, refused};
use crate::origin::Pattern;
use crate::violation::Violation;

#[test]
fn a_host_that_browsers_do_not_send_is_refused() {
    let label = format!("https://{}.example", "a".repeat(64));
    let name = format!("https://{}example", "abc.".repeat(62));
    refused(&[
        ("upper case", "https://App.Example.com", "lower case", "write `https://app.example.com`"),
        ("an umlaut", "https://münchen.de", "`ü`", "write `https://xn--mnchen-3ya.de`"),
        ("full-width letters", "https://ａ.example", "punycode", "write `https://a.example`"),
        ("an ideographic full stop", "https://a。example", "punycode", "write `https://a.example`"),
        ("a sharp s", "https://faß.de", "`ß`", "write `https://xn--fa-hia.de`"),
        ("letters that no host may have", "https://a\u{fffd}.example", "punycode", "`a` to `z`"),
        ("a right-to-left mark", "https://a\u{200f}.example", "(U+200F)", "write `https://a.example`"),
        ("percent-encoding", "https://%61pp.example", "percent-encoded", "write `https://app.example`"),
        ("broken percent-encoding", "https://a%zz.example", "percent-encoded", "`a` to `z`"),
        ("a percent-encoded star", "https://%2a.example", "percent-encoded", "`a` to `z`"),
        ("a byte that is not allowed", "https://a~b.example", "`~` is not allowed", "`a` to `z`"),
        ("a bracket", "https://a]b.example", "`]` is not allowed", "`a` to `z`"),
        ("two dots", "https://a..example", "two dots", "one dot between"),
        ("a trailing dot", "https://a.example.", "ends with a dot", "write `https://a.example`"),
        ("a dot alone", "https://.", "begins with a dot", "one dot between"),
        ("a long label", label.as_str(), "has 64 bytes", "too long for DNS"),
        ("a long name", name.as_str(), "has 255 bytes", "too long for DNS"),
        (
            "punycode that does not decode",
            "https://a.xn--99999999.example",
            "`xn--99999999` is not",
            "registrar",
        ),
        ("punycode of ASCII", "https://xn--abc-.example", "`xn--abc-` is not", "registrar"),
    ]);
}

#[test]
fn a_leading_dot_may_mean_the_hosts_below_or_the_host_itself() {
    let help = |result: Result<Pattern, Violation>| help_of(&result.unwrap_err());
    assert_eq!(
        help(Pattern::parse("https://.example.com")),
        "write `https://*.example.com` or `https://example.com`"
    );
    assert_eq!(help(Pattern::parse_exact("https://.example.com")), "write `https://example.com`");
}

#[test]
fn unusual_names_that_browsers_do_send_are_accepted() {
    let label = format!("https://{}.example", "a".repeat(63));
    for text in [
        "https://a_b.example",
        "https://-a-.example",
        "https://ab--cd.example",
        "https://r3---sn-apo3qvuoxuxbt-j5pe.example",
        "https://localhost",
        "https://a.123b",
        "https://xn--fa-hia.de",
        label.as_str(),
    ] {
        assert!(Pattern::parse_exact(text).is_ok(), "{text}");
    }
}
