//! An expression cannot have a base.
use cors_runtime::cors;

fn main() {
    let _ = cors! { methods: [GET], ..APP };
}
