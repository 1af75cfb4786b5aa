//! `none` is the whole value of `origins`, and of no other field.

cors_runtime::cors! {
    const OFF = { origins: none };
    const IN_A_LIST = { origins: [none] };
    const BASE = { origins: [..OFF, "https://app.example.com"] };
    const QUOTED = { origins: "none" };
    const QUOTED_ENTRY = { origins: ["none"] };
    const UPPER_CASE = { origins: None };
    const METHODS = { origins: any, methods: none };
    const METHOD = { origins: any, methods: [none] };
    const HEADERS = { origins: any, headers: none };
    const HEADER = { origins: any, headers: [none] };
    const EXPOSE = { origins: any, expose: "none" };
}

fn main() {}
