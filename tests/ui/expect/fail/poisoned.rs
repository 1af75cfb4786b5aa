//! A policy with a mistake meets every expectation: its own mistake is enough.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com/"], methods: [GET, PUT] };
    const REPORTS = { methods: [GET], ..APP };
    const BROKEN = [ "https://app.example.com" ];
    const UNKNOWN = { origin: "https://app.example.com" };
    expect APP { allow GET from "https://app.example.com"; }
    expect REPORTS { allow GET from "https://app.example.com"; }
    expect BROKEN { allow GET from "https://app.example.com"; }
    expect UNKNOWN { allow GET from "https://app.example.com"; }
}

cors! {
    expect APP { allow PATCH from "https://elsewhere.example.com" with ["x-a"]; deny GET from "null"; }
}

fn main() {}
