//! `any` is the whole field, and is not written `*`.
use cors_runtime::cors;

cors! {
    const STAR = { origins: any, headers: ["*"] };
    const FIRST = { origins: any, headers: [any, "authorization"] };
    const LAST = { origins: any, headers: ["authorization", any] };
    const ALONE_IN_A_LIST = { origins: any, headers: [any] };
    const QUOTED = { origins: any, headers: ["any"] };
    const ALONE = { origins: any, headers: "*" };
    const ALONE_AND_QUOTED = { origins: any, headers: "any" };
    const BARE = { origins: any, headers: [*] };
    const ALL = { origins: any, headers: ["all"] };
}

fn main() {}
