//! Bases cannot form a cycle.
use cors_runtime::cors;

cors! {
    const A = { origins: any, ..B };
    const B = { methods: [GET], ..C };
    const C = { max_age: 1h, ..A };
    const ITSELF = { origins: any, ..ITSELF };
    const HANGS_ON = { expose: ["etag"], ..A };
}

fn main() {}
