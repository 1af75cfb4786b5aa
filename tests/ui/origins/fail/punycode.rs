//! An `xn--` label has to decode.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: ["https://xn--99999999.example", "https://xn--abc-.example", "https://xn--a*.example.com"],
    };
}

fn main() {}
