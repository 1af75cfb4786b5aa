//! Where the answer depends on the build, the compiler gives that of this one.
use cors_runtime::cors;

cors! {
    const COMPANY = { origins: ["https://*.example.com", #[cfg(not(debug_assertions))] "https://app.example.net"] };
    const APP = { origins: ["https://app.example.com", #[cfg(debug_assertions)] "https://app.example.org"] };
    const NET = { origins: ["https://app.example.net"] };

    expect APP { within COMPANY; }
    expect NET { within COMPANY; }
}

fn main() {}
