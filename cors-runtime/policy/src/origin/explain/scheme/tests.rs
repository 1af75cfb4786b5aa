use super::super::properties::{help_of, refused};
use crate::origin::Pattern;

#[test]
fn a_wrong_scheme_gets_the_right_one() {
    refused(&[
        ("no scheme", "app.example.com", "no scheme", "write `https://app.example.com`"),
        ("no scheme, a port", "app.example.com:8080", "no scheme", "write `https://app.example.com:8080`"),
        ("no scheme, loopback", "localhost:3000", "no scheme", "write `http://localhost:3000`"),
        ("no scheme, loopback below", "a.localhost", "no scheme", "write `http://a.localhost`"),
        ("no scheme, loopback address", "127.0.0.1:3000", "no scheme", "write `http://127.0.0.1:3000`"),
        ("no scheme, IPv6 loopback", "[::1]:3000", "no scheme", "write `http://[::1]:3000`"),
        ("no scheme, the port of http", "app.example.com:80", "no scheme", "write `http://app.example.com`"),
        ("no scheme, the port of https", "localhost:443", "no scheme", "write `https://localhost`"),
        ("slashes only", "//app.example.com", "no scheme", "write `https://app.example.com`"),
        ("nothing before the colon", "://app.example.com", "no scheme", "write `https://app.example.com`"),
        (
            "a scheme in the query only",
            "a.example/?u=https://b.example",
            "no scheme",
            "write `https://a.example`",
        ),
        ("nothing but the separator", "://", "no scheme", "begin with `https://`"),
        ("one slash", "https:/app.example.com", "`https:/` should be", "write `https://app.example.com`"),
        ("no slash", "https:app.example.com", "`https:` should be", "write `https://app.example.com`"),
        (
            "backslashes",
            r"https:\\app.example.com",
            r"`https:\\` should be",
            "write `https://app.example.com`",
        ),
        (
            "backslashes and an n",
            r"https:\\n.a.example",
            r"`https:\\` should be",
            "write `https://n.a.example`",
        ),
        ("no colon", "http//localhost:3000", "`http//` should be", "write `http://localhost:3000`"),
        (
            "one slash of another scheme",
            "tauri:/localhost",
            "`tauri:/` should be",
            "write `tauri://localhost`",
        ),
        ("no slash of another scheme", "tauri:localhost", "`tauri:` should be", "write `tauri://localhost`"),
        (
            "backslashes of another scheme",
            r"capacitor:\\localhost",
            r"`capacitor:\\` should be",
            "write `capacitor://localhost`",
        ),
        ("one word", "frontend", "no scheme", "begin with `https://`"),
        ("upper case", "HTTPS://app.example.com", "lower case", "write `https://app.example.com`"),
        ("upper case of another scheme", "Tauri://Ab", "lower case", "write `tauri://Ab`"),
        ("wss", "wss://app.example.com", "never the scheme", "write `https://app.example.com`"),
        ("wss without slashes", "wss:app.example.com", "never the scheme", "write `https://app.example.com`"),
        ("ws with a port", "ws://localhost:9000/x", "never the scheme", "write `http://localhost:9000`"),
        ("a typo", "htps://app.example.com", "typo for `https`", "write `https://app.example.com`"),
        ("swapped letters", "htpt://app.example.com", "typo for `http`", "write `http://app.example.com`"),
        ("file", "file:///home/me/index.html", "the scheme `file`", "local server"),
        ("ftp", "ftp://app.example.com", "the scheme `ftp`", "served from"),
        ("blob", "blob:https://app.example.com/0a1b", "the scheme `blob`", "write `https://app.example.com`"),
        (
            "filesystem",
            "filesystem:https://a.example/t/",
            "the scheme `filesystem`",
            "write `https://a.example`",
        ),
        ("data", "data:text/html,hi", "the scheme `data`", "served from"),
        ("about", "about:blank", "the scheme `about`", "served from"),
        ("javascript", "javascript:void(0)", "the scheme `javascript`", "served from"),
        ("a scheme twice", "https://https://a.example", "`://` twice", "write `https://a.example`"),
        (
            "an optional letter",
            "https?://a.example",
            "not a scheme",
            "write `https://a.example` or `http://a.example`",
        ),
        ("an origin that is excluded", "!https://a.example", "cannot exclude", "remove it"),
        ("an origin behind a dash", "-https://a.example", "begins with `-`", "without the `-`"),
        ("a scheme in another", "tauri://http://localhost", "`://` twice", "entry of its own"),
        (
            "a scheme twice, in capitals",
            "https://HTTPS://a.example",
            "`://` twice",
            "write `https://a.example`",
        ),
        ("no host at its end", "https://a.example://", "the path `//`", "write `https://a.example`"),
        ("a name that is excluded", "!a.example", "cannot exclude", "remove it"),
        ("two origins run together", "https://a.examplehttps://b.example", "`://` twice", "entry of its own"),
        ("slashes and a word", "//staging", "no scheme", "begin with `https://`"),
        ("no letter in front", "1a://x", "not a scheme", "begins with a letter"),
        ("not ASCII", "ü://x", "not a scheme", "begins with a letter"),
    ]);
}

#[test]
fn a_host_may_be_named_like_a_scheme() {
    for text in ["data:8080", "app:8080"] {
        assert_eq!(help_of(&Pattern::parse(text).unwrap_err()), format!("write `https://{text}`"));
    }
    for text in ["http:8080", "Null:80", "self:3000", "all:80", "ftp:21", "moz-extension:*", "TAURI:1420"] {
        assert!(help_of(&Pattern::parse(text).unwrap_err()).starts_with("begin with `https://`"), "{text}");
    }
}
