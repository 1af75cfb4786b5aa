//! What is safe with credentials, and what is safe without.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const APP = {
        origins: [
            "https://app.example.com",
            "https://*.app.example.com",
            "https://pr-*.review.example.com",
            "https://*.shop.vercel.app",
            "http://localhost:*",
            "http://*.localhost:3000",
            "http://127.9.8.7",
            "http://[::1]:8080",
            "https://*.svc.internal",
            "https://*.test",
            #[dangerously_allow(insecure_origins)]
            "http://printer.example.com",
            #[dangerously_allow(public_suffixes)]
            "https://*.amazonaws.com",
            #[dangerously_allow(public_suffixes)]
            "https://s3-*.core.windows.net",
            #[dangerously_allow(public_suffixes, insecure_origins)]
            "http://pr-*.vercel.app",
            #[dangerously_allow(public_suffixes)]
            #[dangerously_allow(insecure_origins)]
            "http://*.netlify.app",
            #[dangerously_allow(any_host)]
            "moz-extension://*",
            #[dangerously_allow(any_host)]
            "vscode-webview://*:*",
            "chrome-extension://aapbdbdomjkkjkaonfhkkikfgjllcleb",
        ],
        methods: [GET, PUT],
        headers: ["authorization"],
        expose: [],
        credentials: true,
    };
    pub const TENANTS = {
        origins: [
            #[dangerously_allow(insecure_origins, public_suffixes, any_host, predicates)]
            runtime,
        ],
        credentials: true,
    };
    pub const ANY_WITHOUT = { origins: any, credentials: false };
    pub const NONE = { origins: any, methods: any, headers: any, expose: any, credentials: false };
    pub const OPEN = { origins: ["https://app.example.com"], methods: any, headers: any, expose: any, credentials: true };
}

fn main() {}
