//! Header names are not case-sensitive.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, headers: ["content-type", "x-a", "Content-Type"] };
    const SPELT_WRONG = { origins: any, headers: ["x-a", "x-a:"] };
}

fn main() {}
