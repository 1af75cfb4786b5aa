//! With credentials browsers take `*` for a name like any other.
use cors_runtime::cors;

cors! {
    const ORIGINS = { origins: any, credentials: true };
    const METHODS = { origins: ["https://app.example.com"], methods: any, credentials: true };
    const HEADERS = { credentials: true, origins: ["https://app.example.com"], headers: any };
    const WILDCARD_AND_MORE = {
        origins: ["https://app.example.com"],
        headers: [any, "authorization"],
        max_age: 10m,
        credentials: true,
    };
    const EXPOSE = { origins: ["https://app.example.com"], expose: any, credentials: true };
    const ALL = { origins: any, methods: any, headers: any, expose: any, credentials: true };
}

fn main() {}
