//! A policy without credentials may list origins that should not be trusted with a cookie.
use cors_runtime::{AllowedOrigin, cors};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

const GUARD: AllowedOrigin = AllowedOrigin::of(APP);

fn main() {
    let _ = GUARD;
}
