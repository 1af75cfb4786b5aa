//! `#[cfg]` belongs on entries, policies and expectations.
use cors_runtime::cors;

cors! {
    const FIELD = {
        origins: any,
        #[cfg(unix)]
        methods: [GET],
    };
    const RUNTIME = {
        origins: [
            "https://app.example.com",
            #[cfg(unix)]
            runtime,
        ],
    };
    const ATTRIBUTE = { origins: [#[cfg_attr(unix, cfg(unix))] "https://app.example.com", #[doc = "x"] "https://b.example.com"] };
    const INNER = { origins: [#![cfg(unix)] "https://app.example.com"] };
    const TOGETHER = { origins: [#[dangerously_allow(insecure_origins), cfg(unix)] "http://app.example.com"], credentials: true };
    const COMMENT = {
        origins: [
            /// The partner.
            "https://app.example.com",
        ],
    };
}

fn main() {}
