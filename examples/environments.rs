//! A policy that differs between builds: a developer's own page is allowed while debugging, and is not in the binary of
//! a release.
//!
//! ```text
//! cargo run -p cors-examples --example environments
//! cargo run -p cors-examples --example environments --release
//! ```
//!
//! It prints the policies of the build that it is, and asks them.

use cors_runtime::cors;

cors! {
    /// The app, its partners, and in a debug build whatever a developer serves on this machine.
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

    /// The same origins, for reading.
    pub const REPORTS = { methods: [GET], ..APP };

    expect APP {
        allow POST from "https://app.example.com" with ["content-type"];
        allow GET from "https://shop.partner.example";
        #[cfg(debug_assertions)]
        allow GET from "http://localhost:5173";
        // Whoever moves a development origin out of its `#[cfg]` cannot build a release.
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
