//! The default port is not part of an origin.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://a.example.com:443", "http://b.example.com:80", "https://*.c.example.com:443"] };
}

fn main() {}
