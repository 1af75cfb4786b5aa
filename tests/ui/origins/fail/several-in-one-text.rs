//! One string holds one origin.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://a.example.com,https://b.example.com",
            "https://c.example.com https://d.example.com",
            "https://e.example.com, f.example.com",
            "https://g.example.com、https://h.example.com",
            "https://i.example.comhttps://j.example.com",
            "http://https://k.example.com",
        ],
    };
}

fn main() {}
