//! The bounds of what is legal.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const ZERO = { origins: any, max_age: 0s, preflight_status: 200 };
    pub const DAY = { origins: any, max_age: 24h, preflight_status: 299 };
    pub const MINUTES = { origins: any, max_age: 1440m };
    pub const SECONDS = { origins: any, max_age: 86_400s };
    pub const SPELT_OUT = {
        origins: any,
        methods: [GET],
        headers: [],
        expose: [],
        credentials: false,
        max_age: 90m,
        preflight_status: 204,
    };
}

const _: () = assert!(MINUTES.max_age().unwrap().as_secs() == SECONDS.max_age().unwrap().as_secs());

fn main() {}
