//! `any` comes first, once, and is not written `*`.
use cors_runtime::cors;

cors! {
    const STAR = { origins: any, headers: ["*"] };
    const LAST = { origins: any, headers: ["authorization", any] };
    const TWICE = { origins: any, headers: [any, any] };
    const ALONE = { origins: any, headers: "*" };
    const BARE = { origins: any, headers: [*] };
}

fn main() {}
