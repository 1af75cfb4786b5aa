//! Nothing is no policy.
use cors_runtime::cors;

fn main() {
    let _: cors_runtime::Policy = cors! {};
}
