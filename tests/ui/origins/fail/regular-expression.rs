//! An origin is compared as plain text.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "/\\.example\\.com$/",
            "^https://.*\\.example\\.com$",
            r"https://[a-z]+\.example\.com",
            "https://.*.example.com",
            "https?://app.example.com",
        ],
    };
}

fn main() {}
