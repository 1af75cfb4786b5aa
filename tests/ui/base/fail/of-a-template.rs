//! What builds on a template is used as one, also where its base cannot be used.
use cors_runtime::cors;

cors! {
    const TENANTS = { origins: [runtime] };
    const MISSPELT = { methods: [GET], ..TENANT };
    const ENTRY = { origins: [..TENANT, "https://app.example.com"] };
    const WORD = { origins: [TENANTS] };
    #[cfg(unix)]
    const UNIX = { origins: [runtime] };
    const EVERYWHERE = { ..UNIX };
}

fn main() {
    for template in [MISSPELT, ENTRY, WORD, EVERYWHERE] {
        let _ = template.with_origins(["https://tenant.example"]);
    }
}
