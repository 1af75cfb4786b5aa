//! `#[cfg]` takes one predicate.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            #[cfg]
            "https://a.example.com",
            #[cfg()]
            "https://b.example.com",
            #[cfg(unix, windows)]
            "https://c.example.com",
            #[cfg(not(unix, windows))]
            "https://d.example.com",
            #[cfg(debug_assertion)]
            "https://e.example.com",
            #[cfg(feature = fast)]
            "https://f.example.com",
            #[cfg(all(unix windows))]
            "https://g.example.com",
            #[cfg("unix")]
            "https://h.example.com",
            #[cfg(all(unix, feature("x")))]
            "https://j.example.com",
            #[cfg(unix =)]
            "https://k.example.com",
            #[cfg(not())]
            "https://l.example.com",
            #[cfg = "unix"]
            "https://i.example.com",
        ],
    };
}

fn main() {}
