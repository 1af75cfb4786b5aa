//! A WebSocket is opened by a page, and the page has the origin.
use cors_runtime::cors;

cors! {
    const APP = { origins: ["ws://a.example.com:8080", "wss://b.example.com"] };
}

fn main() {}
