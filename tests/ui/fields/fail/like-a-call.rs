//! A field is no call.
use cors_runtime::cors;

cors! {
    const APP = { origins(["https://app.example.com"]), max_age(5m), methods[GET] };
}

fn main() {}
