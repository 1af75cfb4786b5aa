//! A base's fields are judged together with the policy's own.
use cors_runtime::cors;

cors! {
    const PUBLIC = { origins: any, headers: any };
    const ACCOUNT = { credentials: true, ..PUBLIC };
    const ACCOUNT_TOO = { credentials: true, origins: ["https://app.example.com"], ..PUBLIC };

    const PREVIEW = { origins: ["https://*.github.io", "http://app.example.com"] };
    const LOGGED_IN = { credentials: true, ..PREVIEW };

    const SESSION = { origins: ["https://app.example.com"], credentials: true };
    const OPEN = { origins: any, ..SESSION };
}

fn main() {}
