//! `expect` names a policy.
use cors_runtime::cors;

cors! {
    const APP = { origins: any };
    expect { allow GET from "https://app.example.com"; }
    expect "APP" { allow GET from "https://app.example.com"; }
    expect APP;
    expect APP(allow GET from "https://app.example.com");
    expect "no path" { allow GET from "https://app.example.com"; }
}

fn main() {}
