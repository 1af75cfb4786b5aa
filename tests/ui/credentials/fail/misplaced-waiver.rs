//! A waiver in the wrong place is one mistake: what it was meant for is not told as well.
use cors_runtime::cors;

cors! {
    const INNER = { origins: [#![dangerously_allow(insecure_origins)] "http://a.example.com"], credentials: true };
    const COMMA = { origins: [#[dangerously_allow(public_suffixes)], "https://*.github.io"], credentials: true };
    const NO_BRACKETS = { origins: [#dangerously_allow(insecure_origins) "http://a.example.com"], credentials: true };
}

fn main() {}
