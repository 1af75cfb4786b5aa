//! A template is known wherever it stands, and no waiver is unneeded as long as a base is not known.
use cors_runtime::cors;

cors! {
    const HEIR = { methods: [GET], ..TENANT };
    const WORD = { origins: [TENANTS] };
    const SECOND = { ..HEIR };
    const TENANTS = { origins: [#[dangerously_allow(insecure_origins)] runtime] };
    const SHARED = { origins: [#[dangerously_allow(insecure_origins)] "http://app.example.com"] };
    const COOKIES = { credentials: true, ..SHARE };
}

fn main() {
    for template in [HEIR, WORD, SECOND] {
        let _ = template.with_origins(["https://tenant.example"]);
    }
}
