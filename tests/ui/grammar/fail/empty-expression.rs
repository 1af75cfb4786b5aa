//! An empty block in an expression.
use cors_runtime::cors;

fn main() {
    let _: cors_runtime::Policy = cors! {};
}
