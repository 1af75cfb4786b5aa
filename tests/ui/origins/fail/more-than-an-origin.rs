//! An origin is a scheme, a host and a port, and nothing else of a URL.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://a.example.com/",
            "https://b.example.com/path",
            "https://c.example.com?query",
            "https://d.example.com:8443#fragment",
            "https://user@e.example.com",
            "https://user:password@f.example.com/",
            r"https://g.example.com\",
        ],
    };
}

fn main() {}
