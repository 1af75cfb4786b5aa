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
    pub const ANY_AND_MORE = { origins: any, headers: [any, "authorization"] };
    pub const ANY_ALONE = { origins: any, headers: [any] };
}

fn main() {}
