//! What a page may send.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const STANDARD = { origins: any, methods: [GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS] };
    pub const QUOTED = { origins: any, methods: ["GET", "M-SEARCH", PURGE, "purge", r#match, "$%&'*+"] };
    pub const ANY = { origins: any, methods: any };
}

fn main() {}
