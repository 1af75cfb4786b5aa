//! The last policy needs its semicolon too.
use cors_runtime::cors;

cors! {
    const APP = { origins: any }
}

fn main() {}
