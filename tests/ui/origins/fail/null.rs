//! `null` does not say where a page comes from.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["null"] };
    const SHOUTED = { origins: ["NULL"] };
    const ALMOST = { origins: ["https://app.example.com", null] };
}

fn main() {}
