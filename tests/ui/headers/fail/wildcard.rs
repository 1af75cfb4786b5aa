//! No name of a header has a wildcard, and none has a value.
use cors_runtime::cors;

cors! {
    const REQUEST = { origins: any, headers: ["x-*", "Content-Type: application/json"] };
    const EXPOSED = { origins: any, expose: ["x-*-id"] };
    const CONSTANTS = { origins: any, headers: [header::AUTHORIZATION, Authorization], expose: [MY_HEADER] };
}

fn main() {}
