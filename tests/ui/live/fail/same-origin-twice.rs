//! One service has one origin of its own; more are origins of the policy.
use cors_runtime::{AllowedOrigin, cors};

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true };
}

const GUARD: AllowedOrigin =
    AllowedOrigin::of(APP).or_same_origin("https://api.example.com").or_same_origin("https://www.example.com");

fn main() {
    let _ = GUARD;
}
