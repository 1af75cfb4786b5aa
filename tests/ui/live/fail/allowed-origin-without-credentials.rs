//! A list for anonymous requests is no list of whom to trust with a cookie.
use cors_runtime::{AllowedOrigin, cors};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

const GUARD: AllowedOrigin = AllowedOrigin::of(APP);

fn main() {
    let _ = GUARD;
}
