//! A list has brackets, also where it has several entries.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: "https://a.example", "https://b.example",
        methods: GET, POST,
        headers: "x-a", "x-b",
    };
}

fn main() {
    let _ = cors! { origins: any, methods: GET, PUT };
}
