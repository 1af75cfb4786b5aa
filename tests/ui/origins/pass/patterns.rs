//! A wildcard in each of its places; no entry covers another one.
use cors_runtime::cors;

cors! {
    pub const APP = {
        origins: [
            "https://*.example.com",
            "https://example.com",
            "http://*.example.com",
            "https://*.example.com:8443",
            "https://pr-*.example.org",
            "https://pr-.example.org",
            "https://pr-1.x.example.org",
            "https://*-shop.example.org:*",
            "http://localhost:*",
            "https://*.localhost:*",
            "https://*.xn--mnchen-3ya.example",
            "moz-extension://*",
            "moz-extension://0a1b2c3d:8080",
            "vscode-webview://*:*",
            "app://*:8080",
            "app://-",
        ],
    };
    pub const ANY = { origins: any };
    /// Without credentials, so a public suffix is harmless.
    pub const SUFFIX = { origins: ["https://pr-*.vercel.app", "https://*.github.io", "https://*.com"] };
}

fn main() {}
