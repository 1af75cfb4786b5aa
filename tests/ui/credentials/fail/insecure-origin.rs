//! Anyone on the network path can pose as an origin that is not encrypted.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "http://app.example.com",
            "http://*.example.com:8080",
            "http://192.168.0.1",
            "http://localhost.example.org",
        ],
        credentials: true,
    };
    const BOTH = { origins: ["http://*.github.io"], credentials: true };
}

fn main() {}
