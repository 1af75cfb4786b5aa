//! A base may come earlier or later, and be a chain; a waiver counts if any policy of the block needs it.
#![deny(warnings)]

use cors_runtime::cors;

cors! {
    pub const LATER = { methods: [GET], ..APP };
    pub const APP = { origins: ["https://app.example.com"], headers: ["x-a"], credentials: true };
    pub const CHAIN = { max_age: 1h, ..LATER };
    pub const SAME = { ..CHAIN };
    pub const OPEN = { origins: any, credentials: false, ..SAME };

    pub const READ = {
        origins: [
            #[dangerously_allow(public_suffixes)]
            "https://*.github.io",
        ],
    };
    pub const WRITE = { credentials: true, ..READ };

    #[cfg_attr(unix, doc = "Where there is a Unix.")]
    #[cfg_attr(windows, allow(dead_code))]
    pub const ATTRIBUTES = { origins: any };
    pub const ON_ATTRIBUTES = { methods: [GET], ..ATTRIBUTES };
    #[cfg(unix)]
    #[cfg(not(windows))]
    pub const TWO_CFGS = { origins: any };
    #[cfg(not(windows))]
    #[cfg(unix)]
    pub const ON_TWO_CFGS = { methods: [GET], ..TWO_CFGS };
    #[cfg(unix)]
    pub const ONE_CFG = { origins: any };
    #[cfg(not(windows))]
    #[cfg(unix)]
    pub const ON_ONE_CFG = { methods: [PUT], ..ONE_CFG };
    #[cfg(unix)]
    pub const MORE_THAN_THE_BASE = { methods: [GET], ..LATER };

    expect CHAIN {
        allow GET from "https://app.example.com" with ["x-a"];
        deny PUT from "https://app.example.com";
    }
}

const _: () = assert!(CHAIN.credentials() && CHAIN.max_age().is_some() && LATER.max_age().is_none());
const _: () = assert!(OPEN.origins().is_any() && !OPEN.credentials());

fn main() {}
