//! One entry is enough.
use cors_runtime::cors;

cors! {
    const NEIGHBOURS = { origins: ["https://a.example.com", "https://a.example.com"] };
    const APART = {
        origins: [
            "https://a.example.com",
            "https://b.example.com",
            "https://*.c.example.com",
            "https://a.example.com",
            "https://*.c.example.com",
        ],
    };
    const THRICE = { origins: ["https://a.example.com", "https://a.example.com", "https://a.example.com"] };
}

cors! {
    const SPELT_IN_TWO_WAYS = { origins: ["https://app.example.com", "https://app.example.com/"] };
}

fn main() {}
