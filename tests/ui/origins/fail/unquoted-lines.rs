//! Without quotes, `//` begins a comment, and a quotation mark a lifetime.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            https://app.example.com,
            https://www.example.com,
        ],
    };
    const SINGLE = {
        origins: [
            'https://app.example.com',
            "https://www.example.com",
        ],
    };
}

cors! {
    const WITHOUT_BRACKETS = {
        origins: https://app.example.com,
        credentials: true,
    };
}

fn main() {}
