//! The service's own origin is an exact one.
use cors_runtime::{AllowedOrigin, cors};

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true };
}

const GUARD: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin("https://api.example.com/");

fn main() {
    let _ = GUARD;
}
