//! A policy that differs between builds: pages on a developer's machine are allowed in debug builds, and are not in the
//! binary of a release.
//!
//! ```text
//! cargo run -p cors-examples --example environments
//! cargo run -p cors-examples --example environments --release
//! ```
//!
//! It prints the policies of its own build, and what they allow.

use cors_runtime::cors;

cors! {
    /// The app, its partners, and in a debug build whatever a developer serves on their own machine.
    pub const APP = {
        origins: [
            "https://app.example.com",
            include!("partners.txt"),
            #[cfg(debug_assertions)]
            "http://localhost:*",
            #[cfg(all(debug_assertions, unix))]
            "http://127.0.0.1:5173",
        ],
        methods: [GET, POST, #[cfg(debug_assertions)] DELETE],
        headers: ["content-type"],
        credentials: true,
    };

    /// The same origins, read only.
    pub const REPORTS = { methods: [GET], ..APP };

    expect APP {
        allow POST from "https://app.example.com" with ["content-type"];
        allow GET from "https://shop.partner.example";
        #[cfg(debug_assertions)]
        allow GET from "http://localhost:5173";
        // If someone moves a development origin out of its `#[cfg]`, the release does not build.
        #[cfg(not(debug_assertions))]
        deny GET from "http://localhost:5173";
        #[cfg(not(debug_assertions))]
        deny DELETE from "https://app.example.com";
    }

    expect REPORTS {
        deny POST from "https://app.example.com";
    }
}

fn main() {
    let build = if cfg!(debug_assertions) { "debug" } else { "release" };
    println!("This is a {build} build.\n\n{APP}\n\n{REPORTS}\n");
    for origin in ["https://app.example.com", "https://shop.partner.example", "http://localhost:5173"] {
        println!("GET from {origin}: {}", APP.check(origin, "GET", &[]));
    }
}
