//! A policy that allows nobody is written by leaving it out.
use cors_runtime::cors;

cors! {
    const NONE = { origins: [] };
    const MISSING = { methods: [GET] };
    const NOTHING = {};
}

fn main() {}
