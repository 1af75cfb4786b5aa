//! No origin contains white space or control characters.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            " https://a.example.com",
            "https://b.example.com\n",
            "https://c. example.com",
            "https://d.example.com\0",
            "  ",
        ],
    };
}

fn main() {}
