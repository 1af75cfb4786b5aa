//! One string holds one origin.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://a.example.com,https://b.example.com",
            "https://c.example.com https://d.example.com",
            "https://e.example.com, f.example.com",
        ],
    };
}

fn main() {}
