//! What a list decides at run time, no compiler can promise.
use cors_runtime::cors;

cors! {
    const TENANTS = {
        origins: ["https://app.example.com", runtime],
        methods: [GET],
        credentials: true,
    };
    expect TENANTS {
        deny GET from "https://tenant.example.com";
        allow GET from "https://tenant.example.com";
    }
}

fn main() {}
