use super::super::properties::{help_of, refused};
use crate::origin::Pattern;

#[test]
fn a_port_that_browsers_do_not_send_is_refused() {
    let long = format!("https://a.example:{}", "9".repeat(300));
    refused(&[
        (
            "the default of https",
            "https://a.example:443",
            "the default of `https`",
            "write `https://a.example`",
        ),
        ("the default of http", "http://a.example:80", "the default of `http`", "write `http://a.example`"),
        ("0", "https://a.example:0", "port 0", "1 to 65535"),
        ("many zeroes", "https://a.example:000", "port 0", "1 to 65535"),
        ("one too many", "https://a.example:65536", "`65536` is not a port", "1 to 65535"),
        ("endless digits", long.as_str(), "`999", "1 to 65535"),
        ("a leading zero", "https://a.example:08080", "has a leading zero", "write `https://a.example:8080`"),
        (
            "a leading zero before the default",
            "https://a.example:0443",
            "has a leading zero",
            "write `https://a.example`",
        ),
        ("nothing", "https://a.example:", "empty", "write `https://a.example`"),
        ("letters", "https://a.example:http", "`http` is not a port", "1 to 65535"),
        ("a sign", "https://a.example:+80", "`+80` is not a port", "1 to 65535"),
        ("digits of another script", "https://a.example:８０", "is not a port", "1 to 65535"),
        ("0 on another scheme", "tauri://localhost:0", "port 0", "1 to 65535"),
        ("two ports", "https://a.example:80:81", "more than one `:`", "one port"),
    ]);
}

#[test]
fn a_wildcard_is_the_whole_port() {
    for text in ["https://a.example:80*", "https://a.example:*0", "https://a.example:**"] {
        let violation = Pattern::parse(text).unwrap_err();
        assert!(violation.message.contains("must be the entire port"), "{violation:?}");
        assert_eq!(help_of(&violation), "let the port be `*` alone, or the number");
    }
}

#[test]
fn only_http_and_https_have_a_port_of_their_own() {
    for text in
        ["http://a.example:443", "https://a.example:80", "tauri://localhost:80", "https://a.example:65535"]
    {
        assert!(Pattern::parse_exact(text).is_ok(), "{text}");
    }
}
