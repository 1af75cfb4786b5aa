//! A file is relative to the source file, and must exist.
use cors_runtime::cors;

cors! {
    const MISSING = { origins: [include!("missing.txt")] };
    const FOLDER = { origins: [include!("../fail")] };
    const NOT_TEXT = { origins: [include!("latin1.txt")] };
    const EMPTY_NAME = { origins: [include!("")] };
}

fn main() {}
