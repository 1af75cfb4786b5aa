//! Fields alone are an expression.
use cors_runtime::cors;

cors! { origins: ["https://app.example.com"] }

fn main() {}
