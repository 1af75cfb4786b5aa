//! An expectation works for a policy of any module.
use cors_runtime::cors;

mod inner {
    cors_runtime::cors! {
        pub const APP = { origins: ["https://app.example.com"] };
    }
}

cors! {
    expect inner::APP { allow GET from "https://other.example.com"; }
    expect crate::inner::APP {
        deny GET from "https://app.example.com";
    }
}

fn main() {}
