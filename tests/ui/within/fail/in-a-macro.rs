//! What a macro calls its crate by is nothing that a user could write.
mod company {
    cors_runtime::cors! { pub const COMPANY = { origins: ["https://*.example.com"] }; }
}

macro_rules! own {
    ($($policies:tt)*) => { cors_runtime::cors! { within $crate::company::COMPANY; $($policies)* } };
}

own! { const APP = { origins: ["https://app.example.net"] }; }

fn main() {}
