//! What was meant as a template is one.
use cors_runtime::cors;

cors! {
    const TENANTS = { origins: ["https://app.example.com", runtimes] };
}

fn main() {
    let _ = TENANTS.with_origins(["https://a.example.com"]);
}
