//! What other software takes in the place of an origin is recognised, and no spelling is computed from it.
use cors_runtime::cors;

cors! {
    const PLACEHOLDERS = {
        origins: [
            "https://${APP_HOST}",
            "http://localhost:${PORT}",
            "https://{{ host }}",
            "https://%APP_HOST%",
            "https://<your-domain>",
        ],
    };
    const WORDS = { origins: ["'self'", "'none'", "all", "https:"] };
    const RANGE = { origins: ["https://10.0.0.0/8"] };
    const LOOK_ALIKE = { origins: ["https://app–prod.example.com", "https://аpp.example.com"] };
    const QUOTES = { origins: ["“https://app.example.com”", "https://b.example.com：8080", "https://c.example.com，"] };
    const EXPRESSION = { origins: ["(https|http)://example.com"] };
    const EVERY_DOMAIN = { origins: ["https://example.*"] };
    const WORD = { origins: ["frontend"] };
    const SLASH = { origins: ["https://app.example.com:443/", "tauri:/localhost"] };
    const OWNED = { origins: ["https://a.example".to_string(), String::from("https://b.example")] };
    const ARGUMENT = { origins: [runtime("CORS_ORIGINS")] };
    const CONDITION = { origins: if cfg!(debug_assertions) { any } else { ["https://a.example"] } };
    const FIELD = { origins: ARGUMENT.origins };
    const FILE = { origins: include_str!("origins.txt") };
}

fn main() {}
