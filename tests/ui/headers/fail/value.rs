//! `headers` is a list of names in double quotes, or `any`.
use cors_runtime::cors;

cors! {
    const TEXT = { origins: any, headers: "content-type" };
    const WORD = { origins: any, headers: all };
    const RUNTIME = { origins: any, headers: [runtime] };
    const NUMBER = { origins: any, headers: 1 };
}

fn main() {}
