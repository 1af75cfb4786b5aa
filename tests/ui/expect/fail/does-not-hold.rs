//! An expectation that does not hold says which check decided.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
    };
    expect APP {
        allow GET from "https://other.example.com";
        allow GET from "null";
        allow DELETE from "https://app.example.com";
        allow "M-SEARCH" from "https://app.example.com";
        allow PUT from "https://app.example.com" with ["content-type", "X-Other"];
        allow PUT from "https://app.example.com" with ["content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type", "content-type"];
        allow PUT from "https://app.example.com" with ["Access-Control-Allow-Origin"];
        allow "patch" from "https://app.example.com";
        deny PUT from "https://app.example.com" with ["content-type"];
        deny GET from "https://a.preview.example.com";
        #[cfg(debug_assertions)]
        allow GET from "https://debug.example.com";
        #[cfg(not(debug_assertions))]
        allow GET from "https://release.example.com";
    }
    const ANY = { origins: any, headers: any };
    expect ANY {
        deny GET from "https://app.example.com" with ["authorization"];
        deny GET from "https://app.example.com" with ["x-any", "x-other"];
        allow GET from "https://app.example.com" with ["*"];
    }
    const ANY_METHOD = { origins: any, methods: any };
    expect ANY_METHOD {
        allow "*" from "https://app.example.com";
    }
}

fn main() {}
