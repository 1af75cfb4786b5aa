//! A field is no call.
use cors_runtime::cors;

cors! {
    const APP = { origins(["https://app.example.com"]), max_age(5m), methods[GET] };
    const LISTS = { origins("https://app.example.com", "https://b.example.com"), headers("x-a",), methods() };
}

fn main() {}
