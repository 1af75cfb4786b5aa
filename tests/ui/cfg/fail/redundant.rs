//! An entry is redundant only if every build that has it has the other one too.
use cors_runtime::cors;

cors! {
    const SAME = {
        origins: [
            #[cfg(unix)]
            "https://a.example.com",
            #[cfg(unix)]
            "https://a.example.com",
        ],
    };
    const ALWAYS_THERE = {
        origins: [
            "https://*.example.com",
            #[cfg(unix)]
            "https://a.example.com",
        ],
    };
    const TOGETHER = {
        origins: [
            #[cfg(unix)]
            "https://b.example.com",
            #[cfg(not(unix))]
            "https://b.example.com",
            #[cfg(debug_assertions)]
            "https://b.example.com",
        ],
    };
    const NARROWER = {
        origins: any,
        methods: [#[cfg(unix)] PUT, #[cfg(all(unix, debug_assertions))] PUT],
        headers: [#[cfg(any(unix, windows))] "x-a", #[cfg(windows)] "X-A"],
    };
}

fn main() {}
