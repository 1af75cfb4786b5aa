//! A bad line is told as if it stood in the source, with file and number.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [include!("origins.txt")],
        credentials: true,
    };
    const NAMES = {
        origins: any,
        methods: [include!("methods.txt")],
        headers: ["x-a", include!("headers.txt")],
    };
}

fn main() {}
