use super::*;

#[test]
fn the_parts_of_an_origin() {
    for (text, scheme, host, port, loopback, insecure) in [
        ("https://app.example.com", "https", "app.example.com", None, false, false),
        ("http://app.example.com:8080", "http", "app.example.com", Some(8080), false, true),
        ("http://localhost:65535", "http", "localhost", Some(65_535), true, false),
        ("http://a.localhost", "http", "a.localhost", None, true, false),
        ("http://127.255.0.1", "http", "127.255.0.1", None, true, false),
        ("http://127.0.0.1.example.com", "http", "127.0.0.1.example.com", None, false, true),
        ("http://[::1]:81", "http", "[::1]", Some(81), true, false),
        ("http://[::ffff:7f00:1]", "http", "[::ffff:7f00:1]", None, false, true),
        ("https://[2001:db8::1:0:0:1]", "https", "[2001:db8::1:0:0:1]", None, false, false),
        ("chrome-extension://AbC", "chrome-extension", "AbC", None, false, false),
        ("tauri://localhost:1420", "tauri", "localhost", Some(1420), false, false),
    ] {
        let origin = Origin::parse(text).unwrap();
        assert_eq!((origin.scheme(), origin.host(), origin.port()), (scheme, host, port), "{text}");
        assert_eq!((origin.is_loopback(), origin.is_insecure()), (loopback, insecure), "{text}");
        assert_eq!(origin.as_str(), text);
    }
}

#[test]
fn a_subdomain_is_compared_label_by_label() {
    for (text, domain, expected) in [
        ("https://a.example.com", "example.com", true),
        ("https://a.b.example.com:8443", "example.com", true),
        ("http://a.example.com", "example.com", true),
        ("https://a.com", "com", true),
        ("https://example.com", "example.com", false),
        ("https://evilexample.com", "example.com", false),
        ("https://example.com.evil.net", "example.com", false),
        ("https://a.example.com", ".example.com", false),
        ("https://a.example.com", "*.example.com", false),
        ("https://a.example.com", "Example.com", false),
        ("https://a.example.com", "", false),
        ("https://a.example.com", "https://example.com", false),
        ("https://1.2.3.4", "3.4", false),
        ("https://[::1]", "1]", false),
        ("tauri://a.example.com", "example.com", false),
    ] {
        assert_eq!(Origin::parse(text).unwrap().is_subdomain_of(domain), expected, "{text} {domain}");
    }
}

#[test]
fn what_no_browser_sends_is_not_an_origin() {
    let long = format!("app://{}", "a".repeat(LONGEST_ORIGIN));
    for text in [
        "",
        "null",
        "NULL",
        "*",
        "https://",
        "https://:8080",
        "https://a.example/",
        "https://a.example#",
        "https://u@a.example",
        "https://a..example",
        "https://.a.example",
        "https://a.example.",
        "https://A.example",
        "HTTPS://a.example",
        "https://a.example:443",
        "http://a.example:80",
        "https://a.example:0",
        "https://a.example:",
        "https://a.example:08",
        "https://a.example:65536",
        "https://a.example:123456",
        "https://a.example:80:81",
        "https://a.example, https://b.example",
        "https://a.example https://b.example",
        "https://*.example.com",
        "https://m\u{fc}nchen.de",
        "https://a%2eexample",
        "https://1.2.3",
        "https://1.2.3.4.5",
        "https://1.2.3.256",
        "https://1.2.3.04",
        "https://0x7f.1",
        "https://a.0x",
        "https://a.example.1",
        "https://::1",
        "https://[::1",
        "https://[::1]x",
        "https://[]",
        "https://[:]",
        "https://[1]",
        "https://[::g]",
        "https://[::01]",
        "https://[::A]",
        "https://[0:0:0:0:0:0:0:1]",
        "https://[1:2:3:4:5:6::8]",
        "https://[1::4::8]",
        "https://[1::4:0:0:0:8]",
        "https://[::2:0:0:0:0:7:8]",
        "https://[1:2:3:4:5:6:7:8:9]",
        "https://[1:2:3:4:5:6:7::]",
        "https://[::ffff:1.2.3.4]",
        "https://[fe80::1%eth0]",
        "ws://a.example",
        "wss://a.example",
        "file://a",
        "file://",
        "blob:https://a.example",
        "1a://x",
        "://x",
        "app://a!b",
        "app://[::1]",
        "https:a.example",
        "https:/a.example",
        "https://a\0.example",
        long.as_str(),
    ] {
        assert_eq!(Origin::parse(text), None, "{text:?}");
    }
}
