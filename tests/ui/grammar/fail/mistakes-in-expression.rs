//! Policies with names are items, right or wrong.
use cors_runtime::{Policy, cors};

const APP: Policy = cors! { APP = { origins: any } };

fn main() {
    let _ = cors! { const OTHER = { origins: ["https://app.example.com/"] }; };
    let _ = cors! { expect APP { allow PUT from "https://app.example.com"; } const LAST = { origins: any } };
}
