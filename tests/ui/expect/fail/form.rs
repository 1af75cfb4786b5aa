//! A statement of `expect` has one form.
use cors_runtime::cors;

cors! {
    const APP = { origins: any };
    expect APP {
        permit GET from "https://app.example.com";
        allow from "https://app.example.com";
        allow GET "https://app.example.com";
        allow GET from https;
        allow GET from;
        allow GET with ["x-a"] from "https://app.example.com";
        deny GET from null;
        allow GET by "https://app.example.com";
        allow GET from "https://app.example.com" ["content-type"];
        allow GET from "https://app.example.com" with "content-type";
        allow GET from "https://app.example.com" with [content];
        allow GET from "https://app.example.com" with [CONTENT_TYPE, header::ACCEPT, Authorization, x-a];
        allow GET from "https://app.example.com" with [HEADER, ..APP, include!("headers.txt"), any, *];
        allow GET from "https://app.example.com" with [#[cfg(unix)] "x-a", "x-b"_c, ["x-d"], "cookie"];
        allow GET from "https://app.example.com" with ["x-a" "x-b"];
        allow GET from "https://app.example.com" with;
        allow GET from "https://app.example.com" with ["x-a"] and more;
        allow GET, PUT from "https://app.example.com";
        #[inline]
        allow GET from "https://app.example.com";
        allow;
        "allow" GET from "https://app.example.com";
        allow GET from "https://app.example.com" deny GET from "null";
        allow GET from "https://app.example.com" with ["x-a", , "x-b"];
        #[cfg(feature = fast)]
        allow GET from "https://app.example.com";
        allow GET from "https://app.example.com"
    }
    #[test]
    #[cfg(not(unix, windows))]
    expect APP { allow GET from "https://app.example.com"; }
}

fn main() {}
