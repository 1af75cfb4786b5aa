//! A predicate is a name, and names have no hyphens.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://app.example.com",
            #[cfg(debug-assertions)]
            "http://localhost:*",
        ],
    };
}

fn main() {}
