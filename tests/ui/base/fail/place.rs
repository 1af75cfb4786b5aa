//! `..BASE` comes last, once, and names a policy.
use cors_runtime::cors;

cors! {
    const APP = { origins: any };
    const FIRST = { ..APP, methods: [GET] };
    const TWICE = { ..APP, ..APP };
    const PATH = { methods: [GET], ..crate::APP };
    const NOTHING = { origins: any, .. };
    const COMMA = { methods: [GET] ..APP };
}

fn main() {}
