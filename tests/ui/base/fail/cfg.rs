//! A base exists in every build that uses it.
use cors_runtime::cors;

cors! {
    #[cfg(debug_assertions)]
    const APP = { origins: ["https://app.example.com", "http://localhost:*"], credentials: true };
    #[cfg(not(debug_assertions))]
    const APP = { origins: ["https://app.example.com"], credentials: true };
    const DEFINED_TWICE = { methods: [GET], ..APP };

    #[cfg(debug_assertions)]
    const DEV = { origins: ["http://localhost:*"] };
    const CUT_OUT = { methods: [GET], ..DEV };
    #[cfg(unix)]
    const ANOTHER_CFG = { methods: [GET], ..DEV };

    #[cfg(debug_assertions)]
    const SAME_CFG = { methods: [PUT], ..DEV };
    const BASE_OF_A_BASE = { expose: ["etag"], ..SAME_CFG };

    const IN_A_LIST = { origins: [..APP, "https://partner.example"] };
    const IN_A_LIST_UNDER_ANOTHER_CFG = { origins: [#[cfg(unix)] ..DEV, "https://partner.example"] };
    const IN_METHODS = { origins: any, methods: [PUT, ..DEV] };
}

fn main() {}
