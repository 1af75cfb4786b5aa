//! Browsers never show these to a script.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, expose: ["Set-Cookie", "set-cookie2"] };
}

fn main() {}
