//! A statement that does not hold, without its `;`, is one error.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };
    expect APP { deny GET from "https://app.example.com" }
    expect APP { allow GET from "https://elsewhere.example.com" }
}

fn main() {}
