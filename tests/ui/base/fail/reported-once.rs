//! A mistake in a base is not reported again where it is inherited.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com/"], methods: [get], credentials: true };
    const REPORTS = { max_age: 1h, ..APP };
    const MORE = { expose: any, ..REPORTS };
    const SUFFIX = { origins: ["https://*.github.io"], credentials: true };
    const SUFFIX_TOO = { methods: [PUT], ..SUFFIX };
    const NO_ORIGINS = { methods: [PUT] };
    const NO_ORIGINS_EITHER = { max_age: 1h, ..NO_ORIGINS };
}

fn main() {}
