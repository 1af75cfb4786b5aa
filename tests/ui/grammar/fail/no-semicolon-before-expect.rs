//! A missing semicolon is one mistake.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] }
    expect APP { allow GET from "https://app.example.com"; }
}

fn main() {}
