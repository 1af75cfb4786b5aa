//! A base is a name, and nothing is evaluated.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET], credentials: true };
    const CLONED = { origins: ["https://a.example.com"], ..APP.clone() };
    const BORROWED = { origins: ["https://a.example.com"], ..&APP };
    const IN_PARENTHESES = { origins: ["https://a.example.com"], ..(APP) };
    const QUOTED = { origins: ["https://a.example.com"], .."APP" };
    const PART = { origins: ["https://a.example.com"], ..APP.origins };
    const TWO = { origins: ["https://a.example.com"], ..APP + CLONED };
    const CALL = { origins: ["https://a.example.com"], ..default() };
    const DEFAULT = { origins: ["https://a.example.com"], ..Default::default() };
}

fn main() {}
