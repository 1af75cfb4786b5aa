//! `origins` is a list of strings, or `any`.
use cors_runtime::cors;

cors! {
    const BARE = { origins: "https://a.example.com" };
    const WORD = { origins: all };
    const FLAG = { origins: true };
    const PATH = { origins: crate::ORIGINS };
    const PARENTHESES = { origins: ("https://a.example.com", "https://b.example.com") };
    const BROKEN = { origins: vec!["https://a.example.com/"] };
    const BRACES = { origins: { "https://a.example.com" } };
}

fn main() {}
