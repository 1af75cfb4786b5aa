use super::is_sendable;

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
