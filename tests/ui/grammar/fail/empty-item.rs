//! An empty block, with a comment or without.
use cors_runtime::cors;

cors! {}

cors! {
    // Nothing but a comment.
}

fn main() {}
