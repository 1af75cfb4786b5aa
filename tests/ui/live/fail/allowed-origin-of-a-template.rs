//! The list is missing here, too.
use cors_runtime::{AllowedOrigin, cors};

cors! {
    const TENANTS = { origins: [runtime], credentials: true };
}

const GUARD: AllowedOrigin = AllowedOrigin::of(TENANTS);

fn main() {
    let _ = GUARD;
}
