//! Entries that only some builds have.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const APP = {
        origins: [
            "https://app.example.com",
            #[cfg(debug_assertions)]
            "http://localhost:*",
            #[cfg(not(debug_assertions))]
            "http://localhost:3000",
            #[cfg(unix)]
            "https://u.example.com",
            #[cfg(not(unix))]
            "https://u.example.com",
            #[cfg(all(windows, debug_assertions))]
            "https://w.example.com",
            #[cfg(windows)]
            #[cfg(not(debug_assertions))]
            "https://w.example.com",
            #[cfg(true)]
            "https://true.example.com",
            #[cfg(false)]
            "https://false.example.com",
            #[cfg(any())]
            "https://false.example.com",
            #[cfg(all(unix, not(unix)))]
            "https://app.example.com",
        ],
        methods: [GET, #[cfg(debug_assertions)] PUT],
        headers: [#[cfg(unix)] "x-u", "x-a"],
        expose: [#[cfg(windows)] "etag"],
    };
    /// No origin, in this build.
    pub const EMPTY = { origins: [#[cfg(all(unix, windows))] "https://app.example.com"] };
    #[cfg(unix)]
    pub const WHOLE = { origins: any };
    #[cfg(not(unix))]
    pub const WHOLE = { origins: ["https://app.example.com"] };

    expect APP {
        allow GET from "https://u.example.com";
        #[cfg(debug_assertions)]
        allow PUT from "http://localhost";
        #[cfg(not(debug_assertions))]
        deny PUT from "http://localhost";
    }
    #[cfg(unix)]
    expect WHOLE { allow GET from "https://anybody.example"; }
}

const _: () = assert!(!EMPTY.allows_origin("https://app.example.com"));

fn main() {}
