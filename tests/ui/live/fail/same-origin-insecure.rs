//! Anyone on the network path can pose as it.
use cors_runtime::{AllowedOrigin, cors};

cors! {
    const APP = { origins: ["https://app.example.com"], credentials: true };
}

const GUARD: AllowedOrigin = AllowedOrigin::of(APP).or_same_origin("http://api.example.com");

fn main() {
    let _ = GUARD;
}
