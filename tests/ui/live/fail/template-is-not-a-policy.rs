//! The type tells a policy from one that lacks its list.
use cors_runtime::{Policy, cors};

cors! {
    const TENANTS = { origins: [runtime] };
}

fn main() {
    let _: Policy = TENANTS;
}
