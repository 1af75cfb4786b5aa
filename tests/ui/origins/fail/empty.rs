//! A policy that allows no origin is written by leaving it out.
use cors_runtime::cors;

cors! {
    const NONE = { origins: [] };
    const MISSING = { methods: [GET] };
    const NOTHING = {};
}

fn main() {}
