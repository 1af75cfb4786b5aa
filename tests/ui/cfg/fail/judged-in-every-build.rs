//! An entry is judged even in builds that the compiler is not making.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            #[cfg(any())]
            "https://a.example.com/",
            #[cfg(not(debug_assertions))]
            "http://b.example.com",
            "https://c.example.com",
        ],
        methods: [#[cfg(windows)] get, PUT],
        credentials: true,
    };
}

fn main() {}
