//! What is said about `origins` fits the `credentials` beside it, in whatever order they are and however they are spelt.
use cors_runtime::cors;

cors! {
    const BEFORE = { allow_credentials: true, origins: "*" };
    const AFTER = { origins: "*", allow_credentials: true };
}

fn main() {}
