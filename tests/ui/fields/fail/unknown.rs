//! There are seven fields.
use cors_runtime::cors;

cors! {
    const NEAR = { origns: ["https://app.example.com"], method: [GET], expos: ["etag"], maxage: 1h };
    const FAR = { origins: any, timeout: 10s };
    const PRIVATE_NETWORK = { origins: any, private_network: true };
    const VARY = { origins: any, vary_header: true, block_on_origin_mismatch: false };
}

fn main() {}
