//! A string has no suffix, which would look like a condition.
use cors_runtime::cors;

cors! {
    const ORIGIN = { origins: ["https://a.example"_dev] };
    const NAMES = { origins: any, methods: ["PUT"u8], headers: ["x-a"_a, "x-b"], expose: [r#"x-a"#_raw] };
    const FILE = { origins: [include!("origins.txt"q)] };

    expect NAMES {
        allow "PUT"_m from "https://a.example";
        allow PUT from "https://a.example"_dev;
        allow PUT from "https://a.example" with ["x-b"_h];
    }
}

fn main() {}
