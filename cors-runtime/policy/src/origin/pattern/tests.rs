use super::*;

#[test]
fn what_browsers_send_is_read_into_its_parts() {
    let exact = |host: &str| Hosts::Exact(host.into());
    let any_label = |base: &str| Hosts::AnyLabel { base: base.into() };
    let in_label = |before: &str, after: &str, base: &str| Hosts::InLabel {
        before: before.into(),
        after: after.into(),
        base: base.into(),
    };
    for (text, scheme, hosts, port, insecure) in [
        ("https://app.example.com", "https", exact("app.example.com"), DEFAULT_PORT, false),
        ("http://localhost:3000", "http", exact("localhost"), 3000, false),
        ("http://localhost:*", "http", exact("localhost"), ANY_PORT, false),
        ("http://app.example.com:443", "http", exact("app.example.com"), 443, true),
        ("https://under_score.-a-.example", "https", exact("under_score.-a-.example"), 0, false),
        ("https://xn--mnchen-3ya.de", "https", exact("xn--mnchen-3ya.de"), 0, false),
        ("https://127.0.0.1", "https", exact("127.0.0.1"), 0, false),
        ("http://[::1]:8080", "http", exact("[::1]"), 8080, false),
        ("http://[::1]:*", "http", exact("[::1]"), ANY_PORT, false),
        ("https://*.example.com:*", "https", any_label("example.com"), ANY_PORT, false),
        ("http://*.example.com", "http", any_label("example.com"), 0, true),
        ("http://*.localhost:*", "http", any_label("localhost"), ANY_PORT, false),
        ("http://pr-*.app.localhost", "http", in_label("pr-", "", "app.localhost"), 0, false),
        ("https://*-x.a.example:1", "https", in_label("", "-x", "a.example"), 1, false),
        ("https://pr-*--shop.netlify.app", "https", in_label("pr-", "--shop", "netlify.app"), 0, false),
        ("app://-", "app", exact("-"), 0, false),
        ("safari-web-extension://140BB581-A1B2", "safari-web-extension", exact("140BB581-A1B2"), 0, false),
        ("tauri://localhost:*", "tauri", exact("localhost"), ANY_PORT, false),
        ("moz-extension://*", "moz-extension", Hosts::AnyHost, DEFAULT_PORT, false),
        ("vscode-webview://*:*", "vscode-webview", Hosts::AnyHost, ANY_PORT, false),
    ] {
        let read = Pattern::parse(text).unwrap_or_else(|violation| panic!("{text}: {}", violation.message));
        assert_eq!((read.scheme(), read.hosts(), read.port()), (scheme, &hosts, port), "{text}");
        assert_eq!((read.text(), read.is_insecure()), (text, insecure), "{text}");
        assert_eq!(Pattern::parse_exact(text).is_ok(), !text.contains('*'), "{text}");
    }
}

#[test]
fn the_longest_patterns_are_accepted() {
    let labels = |last: usize| ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(last)].join(".");
    for (text, accepted) in [
        (format!("https://{}*.example.com", "a".repeat(62)), true),
        (format!("https://{}*.example.com", "a".repeat(63)), false),
        (format!("https://*.{}", labels(59)), true),
        (format!("https://*.{}", labels(60)), false),
    ] {
        assert_eq!(Pattern::parse(&text).is_ok(), accepted, "{text}");
    }
}

#[test]
fn a_slip_is_one_keystroke() {
    for name in ["htps", "ttps", "httpss", "hhtps", "httsp", "htp", "httpz", "htttp"] {
        assert!(typo_of(name).is_some(), "{name}");
    }
    for name in ["http", "https", "tauri", "app", "ionic", "httpwhat", "hxxp", "capacitor"] {
        assert_eq!(typo_of(name), None, "{name}");
    }
}
