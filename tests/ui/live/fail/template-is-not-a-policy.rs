//! A template without its list has another type than a policy.
use cors_runtime::{Policy, cors};

cors! {
    const TENANTS = { origins: [runtime] };
}

fn main() {
    let _: Policy = TENANTS;
}
