//! A method is a token, one per entry.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: any,
        methods: [
            "",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            " GET",
            "GET,POST",
            "GET POST",
            "GÉT",
            "a/b",
            "'PUT'",
            GET | POST,
            M-SEARCH,
            1,
            'x',
            GET POST,
            Method::GET,
            "GET" "POST",
            "https://b.example",
            "PUT or PATCH",
        ],
    };
}

fn main() {}
