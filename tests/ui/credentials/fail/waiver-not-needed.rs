//! A waiver that nothing needs would hide a later mistake.
use cors_runtime::cors;

cors! {
    const WITHOUT_CREDENTIALS = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            "http://app.example.com",
            #[dangerously_allow(public_suffixes)]
            "https://*.github.io",
        ],
    };
    const HARMLESS = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            "https://app.example.org",
            #[dangerously_allow(insecure_origins)]
            "http://localhost:3000",
            #[dangerously_allow(public_suffixes)]
            "https://*.example.com",
            #[dangerously_allow(public_suffixes)]
            "https://*.internal",
            #[dangerously_allow(any_host)]
            "moz-extension://0a1b2c3d",
            #[dangerously_allow(any_host)]
            "https://pr-*.example.net",
            #[dangerously_allow(insecure_origins, public_suffixes)]
            "http://www.example.com",
        ],
        credentials: true,
    };
    const RUNTIME_WITHOUT_CREDENTIALS = {
        origins: [
            #[dangerously_allow(insecure_origins, public_suffixes, predicates)]
            runtime,
        ],
    };
    const ANY_HOST_WITHOUT_CREDENTIALS = {
        origins: [
            #[dangerously_allow(any_host)]
            "moz-extension://*",
        ],
    };
    const NOT_RUNTIME = {
        origins: [
            #[dangerously_allow(predicates)]
            "https://*.example.org",
        ],
        credentials: true,
    };
    const BASE = {
        origins: [
            #[dangerously_allow(public_suffixes)]
            "https://*.vercel.app",
        ],
    };
    const NO_HEIR_NEEDS_IT = { methods: [PUT], ..BASE };
    const NO_LIST_NEEDS_IT = { origins: [..BASE, "https://app.example.com"] };
}

fn main() {}
