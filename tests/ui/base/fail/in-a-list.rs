//! `..BASE` in a list adds the list of another policy of the block.
use cors_runtime::cors;

cors! {
    const PUBLIC = { origins: any, methods: any, headers: any, expose: any };
    const ANY = { origins: [..PUBLIC, "https://a.example.com"] };
    const ANY_METHOD = { origins: any, methods: [..PUBLIC, PUT] };
    const ANY_HEADER = { origins: any, headers: ["x-a", ..PUBLIC], expose: [..PUBLIC] };

    const APP = { origins: ["https://app.example.com"], methods: [PUT] };
    const UNKNOWN = { origins: [..APPP] };
    const ELSEWHERE = { origins: [..crate::APP] };
    const NOTHING = { origins: [..] };
    const NOT_A_LIST = { origins: ..APP };
    const WITHOUT_DOTS = { origins: [APP, "https://a.example.com"], methods: APP };
    const RUNTIMES = { origins: ["https://app.example.com"] };
    const LIKE_A_WORD = { origins: [RUNTIMES] };
    const WAIVED = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            ..APP,
        ],
    };

    const HTTP = { origins: ["http://a.example.com"] };
    const WAIVED_AND_NEEDED = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            ..HTTP,
        ],
        credentials: true,
    };
    const NO_METHODS = { origins: any, methods: none };
    const NO_METHODS_TO_BRING = { origins: any, methods: [..NO_METHODS, PUT] };

    const NO_ORIGINS = { methods: [GET] };
    const NONE_TO_BRING = { origins: [..NO_ORIGINS] };

    const TENANTS = { origins: [runtime] };
    const SOMETIMES = {
        origins: [
            "https://app.example.com",
            #[cfg(unix)]
            ..TENANTS,
        ],
    };

    const TURN = { origins: [TURN_BACK, "https://a.example.com"] };
    const TURN_BACK = { origins: [..TURN, "https://b.example.com"] };
    const OVER = { origins: [..UNDER], methods: [GET] };
    const UNDER = { origins: ["https://app.example.com"], methods: [..OVER] };
    const ITSELF = { origins: [..ITSELF] };
}

fn main() {
    let _ = cors! { origins: [..APP] };
}
