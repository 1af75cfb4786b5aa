//! What browsers send is accepted as it is.
#![deny(warnings, missing_docs, clippy::pedantic)]

use cors_runtime::cors;

cors! {
    /// Names.
    pub const NAMES = {
        origins: [
            "https://app.example.com",
            "https://app.example.com:8443",
            "http://app.example.com:443",
            "https://app.example.com:80",
            "https://app.example.com:65535",
            "https://app.example.com:1",
            "https://localhost",
            "https://xn--mnchen-3ya.example",
            "https://-a_b-.example.com",
            "https://r3---sn.example.com",
            "https://a.123b",
            "https://abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc.example.com",
            "https://com",
        ],
    };
    /// Addresses.
    pub const ADDRESSES = {
        origins: [
            "http://127.0.0.1",
            "https://192.168.0.1:8443",
            "http://[::1]",
            "http://[::1]:8080",
            "http://[2001:db8::2]",
            "http://[::ffff:102:304]",
        ],
        methods: [PUT],
    };
    /// Addresses with any port.
    pub const ANY_PORT = { origins: ["http://127.0.0.1:*", "http://[::1]:*"] };
    /// Other schemes.
    pub const OTHER = {
        origins: [
            "chrome-extension://abcdefghijklmnopabcdefghijklmnop",
            "safari-web-extension://140BB581-C0FF-4EA1-9D8A-6B0C5D6E7F80",
            "tauri://localhost",
            "capacitor://localhost",
            "app://-",
            "vscode-webview://x:*",
            "tauri://LOCALHOST:443",
        ],
        credentials: true,
    };
}

fn main() {}
