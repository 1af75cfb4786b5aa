//! The policy itself sends the response's CORS headers.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: any,
        headers: [
            "Access-Control-Allow-Origin",
            "access-control-allow-credentials",
            "access-control-allow-methods",
            "access-control-allow-headers",
            "access-control-expose-headers",
            "access-control-max-age",
        ],
    };
}

fn main() {}
