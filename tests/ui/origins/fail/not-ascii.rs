//! Browsers send punycode.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://münchen.example",
            "https://*.bücher.example",
            "https://pr-*-ü.example.com",
            "https://faß.de",
            "https://a\u{200f}.example",
        ],
    };
}

fn main() {}
