//! A wildcard can be in three places.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://app.*.example.com",
            "https://app.example.*",
            "https://*.*.example.com",
            "https://a*b*.example.com",
            "https://**.example.com",
            "*://app.example.com",
            "http*://b.example.com",
            "https://c.example.com:80*",
            "https://d.example.com/*",
        ],
    };
}

fn main() {}
