//! What a page may send.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const STANDARD = { origins: any, methods: [GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS] };
    pub const REGISTERED = { origins: any, methods: [PROPFIND, QUERY, SEARCH, r#LOCK, "VERSION-CONTROL"] };
    pub const QUOTED = { origins: any, methods: ["GET", "M-SEARCH", "PURGE", "purge", "DELTE", "all", "$%&'*+"] };
    pub const LONGEST = {
        origins: any,
        methods: ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
    };
    pub const ANY = { origins: any, methods: any };
}

fn main() {}
