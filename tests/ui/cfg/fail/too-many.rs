//! Four predicates make sixteen tables, which is the limit.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            #[cfg(debug_assertions)]
            "https://a.example.com",
            #[cfg(unix)]
            "https://b.example.com",
            #[cfg(any(windows, target_os = "macos"))]
            "https://c.example.com",
        ],
        headers: [#[cfg(not(test))] "x-a"],
    };
    const REPORTS = { methods: [GET], ..APP };
}

fn main() {}
