use super::super::properties::refused;
use crate::origin::Pattern;

#[test]
fn nothing_but_host_and_port_follows_the_scheme() {
    refused(&[
        ("no trailing slash", "https://a.example/", "must not end with a slash", "write `https://a.example`"),
        ("a path", "https://a.example/x/y", "the path `/x/y`", "write `https://a.example`"),
        ("a path with backslash", r"https://a.example\x", "the path", "write `https://a.example`"),
        ("a query", "https://a.example?x", "the query `?x`", "write `https://a.example`"),
        ("a fragment", "https://a.example:81#x", "the fragment `#x`", "write `https://a.example:81`"),
        ("a user", "https://me@a.example", "user name", "write `https://a.example`"),
        ("user and password", "https://a:b@a.example", "user name", "write `https://a.example`"),
        (
            "a path on another scheme",
            "tauri://localhost/",
            "must not end with a slash",
            "write `tauri://localhost`",
        ),
        ("no host", "https://", "no host", "write a host"),
        ("a port without a host", "https://:8080", "no host", "write a host"),
        ("a path without a host", "https:///x", "the path", "write `https://x`"),
        ("no host on another scheme", "app://", "no host", "write a host"),
        (
            "an odd byte on another scheme",
            "app://a!b",
            "`!` is not allowed in the host `a!b`",
            "letters, digits",
        ),
        ("an unclosed bracket", "http://[::1", "no closing `]`", "in brackets"),
        ("a tail on an address", "http://[::1]x", "`x` follows", "a port may follow"),
        (
            "several mistakes at once",
            "HTTPS://me@APP.Example.com:0443/x?y#z",
            "upper-case",
            "write `https://app.example.com`",
        ),
    ]);
}

#[test]
fn another_scheme_takes_a_wildcard_as_the_whole_host_or_port() {
    for text in ["chrome-extension://abc*", "app://*.localhost", "app://**", "app://a.*", "app://*a:*"] {
        let violation = Pattern::parse(text).unwrap_err();
        assert!(violation.message.contains("must be the whole host"), "{violation:?}");
    }
    for text in ["tauri://localhost:*", "chrome-extension://*", "app://*:*", "app://*:8080"] {
        assert!(Pattern::parse(text).is_ok(), "{text}");
    }
}
