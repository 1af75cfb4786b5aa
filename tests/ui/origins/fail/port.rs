//! A port is 1 to 65535, in plain decimal digits.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://a.example.com:0",
            "https://b.example.com:65536",
            "https://c.example.com:08443",
            "https://d.example.com:",
            "https://e.example.com:http",
            "https://f.example.com:80*",
            "https://g.example.com:+81",
            "https://h.example.com:81:82",
            "https://i.example.com:0443",
        ],
    };
}

fn main() {}
