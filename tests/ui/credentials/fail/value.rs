//! `credentials` is `true` or `false`.
use cors_runtime::cors;

cors! {
    const YES = { origins: ["https://app.example.com"], credentials: yes };
    const TEXT = { origins: ["https://app.example.com"], credentials: "true" };
    const YES_TO_ANY = { origins: any, credentials: yes };
    const ANY = { origins: any, credentials: any };
    const LIST = { origins: any, credentials: [true] };
    const CALL = { origins: any, credentials: cfg!(debug_assertions) };
}

fn main() {}
