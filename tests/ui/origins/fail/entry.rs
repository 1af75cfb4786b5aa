//! An entry is in double quotes.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            app.example.com,
            localhost,
            'x',
            b"https://b.example.com",
            c"https://c.example.com",
            443,
            ORIGIN,
            any,
            concat!("https://", "d.example.com"),
            "https://e.example.com" "https://f.example.com",
            &"https://g.example.com",
            true,
        ],
    };
}

fn main() {}
