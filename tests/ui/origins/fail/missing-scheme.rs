//! An origin begins with its scheme.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "app.example.com",
            "//www.example.com",
            "localhost:3000",
            "127.0.0.1:8080",
            "https:api.example.com",
            "https:/one.example.com",
            "*.preview.example.com",
            "//staging",
            "//*.staging.example.com",
            "tauri:localhost",
            "moz-extension:*",
            "htps://slip.example.com",
            "",
        ],
    };
}

fn main() {}
