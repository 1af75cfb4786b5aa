//! A browser treats any other status as a refusal.
use cors_runtime::cors;

cors! {
    const REDIRECT = { origins: any, preflight_status: 300 };
    const SMALL = { origins: any, preflight_status: 199 };
    const HUGE = { origins: any, preflight_status: 70000 };
    const WORD = { origins: any, preflight_status: NO_CONTENT };
    const TEXT = { origins: any, preflight_status: "204" };
    const NEGATIVE = { origins: any, preflight_status: -204 };
    const SUFFIX = { origins: any, preflight_status: 204u16 };
}

fn main() {}
