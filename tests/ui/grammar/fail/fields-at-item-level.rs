//! Fields alone are an expression, at item level with a mistake or without one.
use cors_runtime::cors;

cors! { origins: ["https://app.example.com"] }

cors! { origins: ["https://app.example.com/"] }

cors! { APP: { origins: ["https://app.example.com"] } }

fn main() {}
