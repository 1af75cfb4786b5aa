//! `*` is a value of a response header.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["*"] };
    const BARE = { origins: [*] };
    const ALONE = { origins: "*" };
    const UNQUOTED = { origins: * };
}

fn main() {}
