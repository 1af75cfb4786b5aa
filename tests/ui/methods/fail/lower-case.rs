//! Methods are case-sensitive.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, methods: [get, Post, "patch", "DELETE", oPTIONS] };
    const AGAIN = { origins: any, methods: [GET, get] };
}

fn main() {}
