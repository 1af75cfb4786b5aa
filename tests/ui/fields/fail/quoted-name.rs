use cors_runtime::cors;

cors! {
    const APP = { "origins": ["https://app.example.com"] };
    const NEARLY = { "allowedOrigins": ["https://app.example.com"] };
}

fn main() {
    let _ = cors! { "origins": ["https://app.example.com"] };
}
