//! What is within another policy, said for one policy, for a block, and as `const fn`s.
#![deny(warnings)]

use cors_runtime::cors;
use cors_tests_facade::company;

pub mod outermost {
    cors_runtime::cors! {
        pub const OUTERMOST = { origins: ["https://*.example.com:*"], methods: [GET, PUT], headers: ["x-a"] };
    }
}

pub trait Shop {
    const POLICY: cors_runtime::Policy;
}

impl Shop for u8 {
    const POLICY: cors_runtime::Policy = outermost::OUTERMOST;
}

cors! {
    within outermost::OUTERMOST;
    within ::cors_tests_facade::company::PUBLIC;
    #[cfg(any())]
    within company::COMPANY;

    /// Wildcards are taken as sets.
    pub const APP = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            "https://pr-*.review.example.com:8443",
            "https://any-port.example.com:*",
        ],
        methods: [HEAD, PUT],
        headers: ["X-A"],
        // Pages can always read it.
        expose: ["content-length"],
        max_age: 24h,
        preflight_status: 200,
    };

    /// A list that this build empties allows nobody, so the other fields grant nothing.
    pub const NOBODY = {
        origins: [#[cfg(any())] "https://app.example.net"],
        methods: any,
        headers: any,
        expose: any,
    };

    expect APP {
        within outermost::OUTERMOST;
        allow PUT from "https://app.example.com";
        within <u8 as Shop>::POLICY;
        #[cfg(any())]
        within company::TENANTS;
    }

    expect outermost::OUTERMOST { within outermost::OUTERMOST; }
}

cors! { within ::cors_tests_facade::company::TENANTS; const TENANTS = { origins: [runtime] }; }

macro_rules! held_to {
    ($policy:path, $outer:path) => {
        cors! { expect $policy { within $outer; } }
    };
}

held_to!(APP, outermost::OUTERMOST);

const _: () = assert!(APP.is_within(outermost::OUTERMOST) && !outermost::OUTERMOST.is_within(APP));
const _: () = assert!(APP.is_within_template(company::TENANTS) == false);
const _: () = assert!(TENANTS.is_within(company::PUBLIC) && !TENANTS.is_within(company::COMPANY));
const _: () = assert!(TENANTS.is_within_template(company::TENANTS));

fn main() {}
