//! Header names are not case-sensitive.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, headers: ["content-type", "x-a", "Content-Type"] };
}

fn main() {}
