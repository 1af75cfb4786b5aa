//! `methods` is a list that is not empty.
use cors_runtime::cors;

cors! {
    const EMPTY = { origins: any, methods: [] };
    const WORD = { origins: any, methods: GET };
    const TEXT = { origins: any, methods: "GET, POST" };
    const ALL = { origins: any, methods: all };
}

fn main() {}
