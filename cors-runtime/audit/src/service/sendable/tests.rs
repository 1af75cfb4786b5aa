use super::{is_sendable, login_fault, method_fault};

#[test]
fn what_a_browser_can_have() {
    for origin in [
        "null",
        "https://app.example.com",
        "https://app.example.com:8443",
        "https://app.example.com.",
        "https://app.example.com.:8443",
        "http://[::1]:81",
        "https://app.example.com!.evil.example",
        "https://xn--evil-epa.example",
        "tauri://localhost",
        "safari-web-extension://5F6E1D2C-0B3A-4C48-9A7E-2F1D0C9B8A76",
    ] {
        assert!(is_sendable(origin), "{origin}");
    }
    for origin in [
        "",
        "*",
        "NULL",
        "https://",
        "https://app.example.com/",
        "https://app.example.com:443",
        "https://App.example.com",
        "https://u@app.example.com",
        "https://a..example.com",
        "https://app.example.com..",
        "https://app.example.com%2eevil.example",
        "https://app.example.com evil.example",
        "https://127.1",
        "ftp://app.example.com",
        "httpss://app.example.com",
        "blob:https://app.example.com",
    ] {
        assert!(!is_sendable(origin), "{origin}");
    }
    assert!(!is_sendable(&format!("https://{}.example", "a".repeat(64))));
}

#[test]
fn methods_that_preflights_ask_for() {
    for method in ["GET", "HEAD", "OPTIONS", "PUT", "PROPFIND", "x-custom", "TRACES"] {
        assert_eq!(method_fault(method), None);
    }
    for method in ["", " ", "get", "Patch", "*", "any", "TRACE", "connect", "Track", "GET,PUT"] {
        assert!(method_fault(method).is_some(), "{method}");
    }
}

#[test]
#[should_panic = "`TRACE` is sent by no browser"]
fn a_plan_of_other_methods_would_find_nothing() {
    let policy = cors_runtime::cors! { origins: ["https://app.example.com"] };
    let _ = crate::plan(&policy, "https://api.example.com", ["GET", "TRACE"]);
}

#[test]
fn user_names_and_passwords_in_urls() {
    for url in ["http://u:p@host/", "https://u@host", "http://@host?x", "u:p@host/x", "http://u:p@[::1"] {
        assert!(login_fault(url).is_some(), "{url}");
    }
    for url in
        ["http://host/@me", "http://host?to=a@b", "http://host#a@b", "/@me/items?x=u:p@host", "host/u@x"]
    {
        assert!(login_fault(url).is_none(), "{url}");
    }
}

#[test]
#[should_panic = "must not have a user name or a password"]
fn no_exchange_takes_a_login_from_the_url() {
    let policy = cors_runtime::cors! { origins: ["https://app.example.com"] };
    let mut plan = crate::plan(&policy, "https://api.example.com", ["GET"]);
    let _ = plan.next_exchange().expect("one").url("https://u:p@api.example.com/items/7");
}

#[test]
fn a_fragment_is_not_sent() {
    let policy = cors_runtime::cors! { origins: ["https://app.example.com"] };
    let mut plan = crate::plan(&policy, "https://api.example.com", ["GET"]);
    let exchange = plan.next_exchange().expect("a first exchange");
    for (url, front) in [
        ("https://api.example.com/app#/items", "https://api.example.com/app?cors-audit="),
        ("/x?a=1#top", "/x?a=1&cors-audit="),
        ("https://api.example.com", "https://api.example.com/?cors-audit="),
        ("/proxy/https://other.example", "/proxy/https://other.example?cors-audit="),
        ("https://api.example.com?a=1", "https://api.example.com/?a=1&cors-audit="),
        ("/start?next=https://user@host.example/", "/start?next=https://user@host.example/&cors-audit="),
    ] {
        let sent = exchange.url(url);
        assert!(sent.starts_with(front) && !sent.contains('#'), "{url}: {sent}");
    }
}

#[test]
fn the_page_beside_the_url_is_on_the_same_host() {
    let policy = cors_runtime::cors! { origins: ["https://app.example.com"] };
    let mut plan = crate::plan(&policy, "https://api.example.com", ["GET"]);
    let mut beside = Vec::new();
    while let Some(exchange) = plan.next_exchange() {
        let url = exchange.url("https://api.example.com:8443");
        assert!(url.starts_with("https://api.example.com:8443/"), "{url}");
        beside.extend(url.contains("not-there").then_some(url));
        plan.no_answer(exchange, "nobody is there");
    }
    assert!(matches!(beside.as_slice(), [one] if one.contains(":8443/-not-there?")), "{beside:?}");
}
