//! Only the list decides, so the compiler cannot.
use cors_runtime::cors;

cors! {
    const TENANTS = { origins: ["https://app.example.com", runtime] };

    expect TENANTS {
        allow GET from "https://t1.example.net";
    }
}

fn main() {}
