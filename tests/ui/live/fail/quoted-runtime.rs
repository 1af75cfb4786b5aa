//! What was meant as a template is one, in a policy that takes it over as well.
use cors_runtime::cors;

cors! {
    const BASE = { origins: ["runtime"] };
    const TENANTS = { origins: [..BASE] };
}

fn main() {
    let _ = TENANTS.with_origins(["https://a.example.com"]);
}
