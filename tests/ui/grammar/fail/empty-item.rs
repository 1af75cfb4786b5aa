//! Nothing is no block.
use cors_runtime::cors;

cors! {}

cors! {
    // Nothing but a comment.
}

fn main() {}
