//! There are seven fields.
use cors_runtime::cors;

cors! {
    const NEAR = { origns: ["https://app.example.com"], method: [GET], expos: ["etag"], maxage: 1h };
    const HYPHENS = { origins: any, max-age: 1h, expose-headers: ["etag"] };
    const FAR = { origins: any, timeout: 10s };
    const CLOSURE = { origins: any, allowed_origin_fn: |origin, _request| true };
    const TWICE = {
        origins: ["https://app.example.com"],
        allowed_origins: ["https://a.example.com"],
        credentials: true,
        allow_credentials: true,
    };
    const PRIVATE_NETWORK = { origins: any, private_network: true };
    const PRIVATE_NETWORK_TOO = { origins: any, allow_private_network_access: true };
}

fn main() {}
