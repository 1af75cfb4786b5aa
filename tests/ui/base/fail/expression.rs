//! An expression has no neighbours.
use cors_runtime::cors;

fn main() {
    let _ = cors! { methods: [GET], ..APP };
}
