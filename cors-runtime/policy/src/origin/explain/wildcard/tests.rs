use super::super::properties::help_of;
use crate::origin::Pattern;

#[test]
fn a_wildcard_stands_in_three_places_only() {
    let label = format!("https://{}*.example.com", "a".repeat(63));
    let base =
        format!("https://*.{}", ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(60)].join("."));
    for (what, text, message, help) in [
        ("in the middle", "https://app.*.com", "not in the left-most label", "places"),
        ("in the middle, without a scheme", "api.*.example.com", "not in the left-most label", "places"),
        ("at the end", "https://app.example.*", "under every top-level domain", "one entry for each"),
        ("after the name", "https://example.com*", "not in the left-most label", "places"),
        ("twice", "https://*.*.example.com", "more than one `*`", "such as `https://*.example.com`"),
        ("twice in a label", "https://a*b*.example.com", "more than one `*`", "places"),
        ("double", "https://**.example.com", "more than one `*`", "places"),
        ("alone", "https://*", "no domain follows", "none"),
        ("alone with a port", "https://*:8080", "no domain follows", "none"),
        ("alone with any port", "https://*:*", "no domain follows", "none"),
        ("before a dot", "https://*.", "no domain follows", "none"),
        ("in a name of one label", "http://local*", "no domain follows", "none"),
        ("on an address", "http://192.168.1.*", "IP address", "none"),
        ("inside an address", "http://192.*.1.1", "IP address", "none"),
        ("below an address", "http://*.1.2.3.4", "IP address", "none"),
        ("below what looks like an address", "http://*.1.2.3", "IP address", "none"),
        ("below a number", "http://*.foo.123", "ends in a number", "none"),
        ("in an IPv6 address", "http://[::*]", "IP address", "none"),
        ("in punycode", "https://xn--*.example.com", "punycode", "whole label"),
        ("beside an umlaut", "https://ü*.example.com", "has to be ASCII", "whole label"),
        ("in a full label", label.as_str(), "leaves no room", "shorten"),
        ("before a full name", base.as_str(), "leaves no room", "too long for DNS"),
        (
            "in the scheme",
            "http*://a.example",
            "must not contain a `*`",
            "`https://a.example` or `http://a.example`",
        ),
        (
            "for the scheme",
            "*://a.example",
            "must not contain a `*`",
            "`https://a.example` or `http://a.example`",
        ),
        ("without a scheme", "*.example.com", "no scheme", "write `https://*.example.com`"),
        ("in the path", "https://a.example/*", "path", "write `https://a.example`"),
        ("before upper case", "https://*.Example.com", "lower case", "write `https://*.example.com`"),
        ("beside upper case", "https://PR-*.example.com", "lower case", "write `https://pr-*.example.com`"),
        ("before an umlaut", "https://*.münchen.de", "punycode", "write `https://*.xn--mnchen-3ya.de`"),
        (
            "before a trailing dot",
            "https://*.example.com.",
            "ends with a dot",
            "write `https://*.example.com`",
        ),
        ("before two dots", "https://*..com", "begins with a dot", "one dot"),
        ("beside a byte that is not allowed", "https://a~*.example.com", "`~`", "`a` to `z`"),
    ] {
        let violation = Pattern::parse(text).unwrap_err();
        let help = match help {
            "places" => "let the `*` be the whole left-most label",
            "none" => "list the exact",
            help => help,
        };
        assert!(violation.message.contains(message), "{what}: {violation:?}");
        assert!(help_of(&violation).contains(help), "{what}: {violation:?}");
    }
}

#[test]
fn where_one_origin_is_meant_a_wildcard_gets_an_example() {
    for (text, example) in [
        ("https://*.example.com", "`https://app.example.com`"),
        ("https://pr-*.example.com:*", "`https://pr-1.example.com:8080`"),
        ("http://localhost:*", "`http://localhost:8080`"),
        ("https://*", "exact origins"),
        ("moz-extension://*", "`moz-extension://0f1e2d3c-4b5a-6978`"),
        ("https://a.example/*", "`https://a.example`"),
    ] {
        let violation = Pattern::parse_exact(text).unwrap_err();
        assert!(violation.message.contains("one exact origin is expected here"), "{violation:?}");
        assert!(help_of(&violation).contains(example), "{violation:?}");
    }
}
