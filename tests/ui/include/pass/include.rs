//! Lists from files.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const APP = {
        origins: [
            "https://first.example.com",
            include!("../fail/good.txt"),
            #[cfg(debug_assertions)]
            include!("development.txt"),
        ],
        methods: [include!("methods.txt")],
        headers: [include!("headers.txt")],
        credentials: true,
    };
    /// A shared list may repeat what one of its users has already, or what it has itself.
    pub const SHARED = {
        origins: ["https://first.example.com", include!("shared.txt"), "https://b.twice.example.com"],
    };
}

const _: () = assert!(APP.allows_origin("https://good.example.com") && APP.allows_method("PATCH"));
const _: () = assert!(APP.allows_header("x-from-file") && APP.allows_origin("http://localhost:3000"));

fn main() {}
