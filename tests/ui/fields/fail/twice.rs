//! A field is given once.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, methods: [GET], origins: ["https://app.example.com"] };
    const SPREAD = {
        origins: ["https://app.example.com"],
        credentials: true,
        max_age: 1h,
        credentials: false,
    };
}

fn main() {}
