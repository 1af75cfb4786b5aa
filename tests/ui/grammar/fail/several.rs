//! Every mistake of a block, each once; the constants are defined all the same.
use cors_runtime::cors;

cors! {
    const FIRST = {
        origins: ["https://app.example.com/"],
        methods: [get],
        headers: ["cookie"],
        expose: ["set-cookie"],
        max_age: 25h,
        preflight_status: 404,
        timeout: 1s,
    };
    const SECOND = { origins: any, credentials: true };
    expect FIRST { deny GET from "app.example.com"; }
}

fn main() {
    let _ = (FIRST, SECOND);
}
