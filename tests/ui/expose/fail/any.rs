//! `any` is the whole field, and is not written `*`.
use cors_runtime::cors;

cors! {
    const STAR = { origins: any, expose: ["*"] };
    const IN_LIST = { origins: any, expose: [any, "etag"] };
    const QUOTED = { origins: any, expose: ["any"] };
    const ALONE = { origins: any, expose: "*" };
    const WORD = { origins: any, expose: all };
    const ALL = { origins: any, expose: ["all"] };
}

fn main() {}
