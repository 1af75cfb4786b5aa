//! The compiler does not know what a run-time list allows.
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
