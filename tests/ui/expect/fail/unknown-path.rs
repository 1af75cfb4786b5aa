//! `expect` names a policy: one error per path, however many lines.
use cors_runtime::cors;

const NUMBER: u8 = 1;

cors! {
    const APP = { origins: any };
    expect AP {
        allow GET from "https://app.example.com";
        deny PUT from "https://app.example.com";
    }
    expect MISSING {}
    expect NUMBER {
        allow GET from "https://app.example.com";
        deny PUT from "https://app.example.com";
    }
}

fn main() {}
