//! A file holds entries alone, and at least one.
use cors_runtime::cors;

cors! {
    const CONDITIONS = { origins: [include!("attributes.txt")] };
    const EMPTY = { origins: ["https://a.example", include!("empty.txt")] };
    const COMMENTS = { origins: any, methods: [include!("comments.txt")] };
}

fn main() {}
