//! The host of another scheme is opaque text, without a wildcard.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "chrome-extension://*",
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
