//! What `..BASE` adds to a list.
#![deny(warnings)]

use cors_runtime::{Policy, PolicyTemplate, cors};

cors! {
    pub const APP = {
        origins: [
            "https://app.example.com",
            #[dangerously_allow(public_suffixes)]
            "https://*.github.io",
        ],
        methods: [GET, PUT],
        headers: ["x-a"],
        credentials: true,
    };
    /// Neither redundant nor makes anything redundant; the waiver is inherited.
    pub const MORE = {
        origins: ["https://app.example.com", ..APP, "https://a.github.io", ..DEFAULTS],
        methods: [PUT, ..APP, ..DEFAULTS],
        headers: [..APP, "x-a", ..DEFAULTS],
        credentials: true,
    };
    pub const DEFAULTS = { origins: ["https://default.example.com"] };
    /// Without credentials no waiver is needed, and an inherited one is not a mistake.
    pub const READ = { origins: [..MORE] };

    pub const TENANTS = { origins: ["https://app.example.com", runtime] };
    pub const MORE_TENANTS = { origins: [..TENANTS, "https://more.example.com", runtime] };

    #[cfg(unix)]
    pub const HERE = { origins: ["https://here.example.com"] };
    #[cfg(not(unix))]
    pub const HERE = { origins: ["https://there.example.com"] };
    #[cfg(unix)]
    pub const BOTH_HERE = { methods: [PUT], ..HERE };
    #[cfg(unix)]
    pub const LIST_HERE = { origins: [..HERE, "https://also.example.com"] };
    pub const ENTRY_HERE = { origins: [#[cfg(unix)] ..HERE, "https://also.example.com"] };
}

const _: (Policy, PolicyTemplate) = (MORE, MORE_TENANTS);
const _: () = assert!(MORE.allows_origin("https://x.github.io") && MORE.allows_method("POST"));
const _: () = assert!(READ.allows_origin("https://x.github.io") && !READ.credentials());

fn main() {}
