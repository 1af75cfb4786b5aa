//! A file with many mistakes reports the first twenty.
use cors_runtime::cors;

cors! {
    const APP = { origins: [include!("many.txt")] };
}

fn main() {}
