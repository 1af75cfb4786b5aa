//! `origins: any` cannot have credentials.
use cors_runtime::cors;

cors! {
    const ORIGINS = { origins: any, credentials: true };
    const FAR_APART = {
        credentials: true,
        methods: any,
        headers: any,
        origins: any,
    };
    const ALL = { origins: any, methods: any, headers: any, expose: any, credentials: true };
}

fn main() {}
