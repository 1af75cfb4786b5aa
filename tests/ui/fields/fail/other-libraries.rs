//! The names of other libraries are reported with the right ones.
use cors_runtime::cors;

cors! {
    const ACTIX_CORS = {
        allowed_origin: "https://app.example.com",
        allowed_methods: [GET],
        allowed_header: "content-type",
        expose_headers: ["etag"],
        supports_credentials: true,
    };
    const TOWER_HTTP = {
        allow_origin: any,
        allow_methods: [GET],
        allow_headers: any,
        allow_credentials: true,
        allow_private_network: true,
    };
    const EXPRESS = { origin: "*", allowedHeaders: any, exposedHeaders: ["etag"], maxAge: 600, optionsSuccessStatus: 200 };
    const ANYTHING = { allow_any_origin: true, allow_any_method: true, allow_any_header: true, expose_any_header: true };
    const SPRING = { allow_origins: ["*"], allowed_origins: any };
}

fn main() {}
