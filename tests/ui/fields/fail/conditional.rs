//! A field takes no condition; two with opposite ones are one mistake.
use cors_runtime::cors;

cors! {
    const APP = {
        #[cfg(debug_assertions)]
        origins: any,
        #[cfg(not(debug_assertions))]
        origins: ["https://app.example.com"],
    };
    const OTHER = {
        origins: any,
        #[doc = "x"]
        methods: [GET],
    };
}

fn main() {}
