//! What a script may set.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const SOME = {
        origins: any,
        headers: ["Content-Type", "authorization", "x-a", "X-B", "cache-control", "section", "proxy", "cookie-consent"],
    };
    pub const NONE = { origins: any, headers: [] };
    pub const ANY = { origins: any, headers: any };
    pub const ANY_WITH_CREDENTIALS = { origins: ["https://app.example.com"], headers: any, credentials: true };
    expect ANY { allow GET from "https://a.example.com" with ["authorization"]; }
    expect ANY_WITH_CREDENTIALS { allow GET from "https://app.example.com" with ["Authorization", "x-a"]; }
}

fn main() {}
