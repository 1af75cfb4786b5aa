//! No response carries these.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: any,
        expose: ["origin", "access-control-request-method", "Access-Control-Request-Headers"],
    };
}

fn main() {}
