//! What a pattern covers need not be listed.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://www.example.com",
            "https://*.example.com",
            "https://*.preview.example.com",
            "http://localhost:*",
            "http://localhost:3000",
            "http://localhost",
            "https://pr-*.review.example.org",
            "https://pr-1.review.example.org",
            "moz-extension://*",
            "moz-extension://0a1b2c3d",
            "app://*:*",
            "app://*",
        ],
    };
}

fn main() {}
