//! A bad line is reported like one in the source, with file and number.
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
