//! Braces around the fields of an expression are too many.
use cors_runtime::{Policy, cors};

pub const APP: Policy = cors!({ origins: ["https://app.example.com"] });
pub const OTHER: Policy = cors! { { origins: ["https://app.example.com/"] } };

fn main() {}
