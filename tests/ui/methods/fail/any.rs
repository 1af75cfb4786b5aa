//! `any` is the whole field, and is not written `*`.
use cors_runtime::cors;

cors! {
    const STAR = { origins: any, methods: ["*"] };
    const IN_LIST = { origins: any, methods: [any, PUT] };
    const LAST = { origins: any, methods: [PUT, any] };
    const QUOTED = { origins: any, methods: ["any"] };
    const ALONE = { origins: any, methods: "*" };
    const BARE = { origins: any, methods: [*] };
}

fn main() {}
