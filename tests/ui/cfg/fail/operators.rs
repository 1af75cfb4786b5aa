//! The operators of other languages.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            #[cfg(unix && windows)]
            "https://a.example.com",
            #[cfg(unix || windows)]
            "https://b.example.com",
            #[cfg(!unix)]
            "https://c.example.com",
            #[cfg(feature: "fast")]
            "https://d.example.com",
            #[cfg(any(!unix, windows))]
            "https://f.example.com",
            #[cfg(!unix && windows)]
            "https://g.example.com",
            #[cfg(feature != "fast")]
            "https://h.example.com",
        ],
    };
    const TWICE = {
        origins: [
            #[cfg(unix)]
            "https://e.example.com",
            #[cfg(not(unix))]
            "https://e.example.com",
            #[cfg(windows)]
            "https://e.example.com",
        ],
    };
}

fn main() {}
