//! Whatever names a constant can be expected of, also as the first thing in a block.
#![deny(warnings)]

extern crate self as this;

use cors_runtime::Policy;

pub mod policies {
    cors_runtime::cors! {
        pub const APP = { origins: ["https://app.example.com"] };
    }
}

pub trait Shop {
    const POLICY: Policy;
}

impl Shop for u8 {
    const POLICY: Policy = policies::APP;
}

pub struct Generic<T>(T);

impl<T> Generic<T> {
    pub const POLICY: Policy = policies::APP;
}

cors_runtime::cors! { expect ::this::policies::APP { allow GET from "https://app.example.com"; } }

cors_runtime::cors! { expect <u8 as Shop>::POLICY { allow GET from "https://app.example.com"; } }

cors_runtime::cors! {
    expect Generic::<u8>::POLICY { deny GET from "https://other.example"; }
    expect <Generic<[u8; 2]>>::POLICY {}
}

macro_rules! check {
    ($policy:path) => {
        cors_runtime::cors! { expect $policy { allow GET from "https://app.example.com"; } }
    };
}

check!(::this::policies::APP);

fn main() {}
