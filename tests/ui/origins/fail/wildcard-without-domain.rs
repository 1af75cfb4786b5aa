//! A wildcard needs a domain after it.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://*",
            "https://*:8080",
            "https://*.",
            "https://192.168.0.*",
            "https://*.168.0.1",
            "https://[2001:db8::*]",
            "https://preview-*",
        ],
    };
}

fn main() {}
