//! A name that is nearly a word of the language is a name.
#![deny(warnings)]
use cors_runtime::{Policy, cors};

cors! {
    pub const RUNTIME = { origins: ["https://app.example.com"] };
    pub const ALL = { origins: ["https://all.example.com"] };
    pub const A = { origins: [..RUNTIME, ..ALL, "https://b.example.com"], credentials: true };
}

const _: [Policy; 3] = [RUNTIME, ALL, A];
const _: () = assert!(A.allows_origin("https://app.example.com") && A.allows_origin("https://all.example.com"));

fn main() {}
