//! Browsers send scheme and host in lower case.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: ["HTTPS://a.example.com", "https://B.Example.com", "https://*.C.example.com"],
    };
}

fn main() {}
