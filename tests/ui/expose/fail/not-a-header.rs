//! A header name is a token, one per entry.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, expose: ["", "x a", "x-a, x-b", etag, 'x'] };
}

fn main() {}
