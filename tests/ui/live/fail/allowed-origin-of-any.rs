//! There would be nothing to check.
use cors_runtime::{AllowedOrigin, cors};

cors! {
    const OPEN = { origins: any };
}

const GUARD: AllowedOrigin = AllowedOrigin::of(OPEN);

fn main() {
    let _ = GUARD;
}
