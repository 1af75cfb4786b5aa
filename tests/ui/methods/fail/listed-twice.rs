//! One entry is enough.
use cors_runtime::cors;

cors! {
    const APP = { origins: any, methods: [GET, PUT, "GET", "M-SEARCH", "M-SEARCH", PUT] };
}

fn main() {}
