//! A waiver stands on the entry that needs it, and has its own name.
use cors_runtime::cors;

cors! {
    #[dangerously_allow(insecure_origins)]
    const POLICY = { origins: ["http://intranet.example.com"], credentials: true };
    const ALLOW = { origins: [#[allow(insecure_origins)] "http://intranet.example.com"], credentials: true };
}

fn main() {}
