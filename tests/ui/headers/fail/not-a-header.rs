//! A header name is a token, one per entry.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: any,
        headers: [
            "",
            "content type",
            "content-type:",
            " x-a",
            "x-a, x-b",
            "é",
            authorization,
            content-type,
            X_A,
            'x',
            1,
            header::CONTENT_TYPE,
            "x-c" "x-d",
            "https://b.example",
            "header::ACCEPT",
        ],
    };
}

fn main() {}
