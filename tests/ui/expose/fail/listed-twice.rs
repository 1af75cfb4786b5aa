//! Header names are not case-sensitive.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, expose: ["ETag", "etag"] };
}

fn main() {}
