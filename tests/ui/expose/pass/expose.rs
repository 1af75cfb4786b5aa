//! What a script may read.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const SOME = { origins: any, expose: ["ETag", "x-request-id", "link", "location"] };
    pub const NONE = { origins: any, expose: [] };
    pub const ANY = { origins: any, expose: any };
}

fn main() {}
