//! A list says what is allowed, and nothing else.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://*.example.com", "!https://old.example.com", "-https://new.example.com"] };
}

fn main() {}
