//! A forgotten comma is one mistake, whatever follows it.
use cors_runtime::cors;

cors! {
    const BASE = { origins: ["https://a.example.com"] };
    const CONDITION = { origins: ["https://b.example.com" #[cfg(debug_assertions)] "http://localhost:*"] };
    const BEFORE_BASE = { origins: ["https://b.example.com" ..BASE] };
    const AFTER_BASE = { origins: [..BASE "https://b.example.com"] };
    const BEFORE_FILE = { origins: ["https://b.example.com" include!("origins.txt")] };
    const AFTER_FILE = { origins: [include!("origins.txt") "https://b.example.com"] };
    const METHODS = { origins: any, methods: [GET #[cfg(unix)] PUT] };
    const FIELDS = { origins: any #[cfg(unix)] methods: [GET] headers: ["x-a"] max_age: 1h };
    const BEHIND = { origins: ["https://b.example.com" #[cfg(unix)], "https://c.example.com"] };
    const EXPRESSION = { origins: any, methods: [GET as Method] };
}

fn main() {}
