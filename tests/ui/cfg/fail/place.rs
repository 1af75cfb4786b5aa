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
    const COMMENT = {
        origins: [
            /// The partner.
            "https://app.example.com",
        ],
    };
}

fn main() {}
