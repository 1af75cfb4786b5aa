//! The host of another scheme is opaque text, in which a `*` stands for all of it or not at all.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "chrome-extension://ab*",
            "app://*.localhost",
            "app://**",
            "app://*:80*",
            "tauri://local host",
            "app://a!b",
            "tauri://localhost/",
            "app://",
            "Tauri://localhost",
            "1tauri://localhost",
        ],
    };
}

fn main() {}
