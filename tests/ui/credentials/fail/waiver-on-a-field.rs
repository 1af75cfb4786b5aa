//! A waiver stands on the entry that needs it.
use cors_runtime::cors;

cors! {
    const APP = {
        #[dangerously_allow(insecure_origins)]
        origins: ["http://intranet.example.com"],
        credentials: true,
    };
    const BEHIND_ANOTHER = {
        #[cfg(unix)]
        methods: [GET],
        #[dangerously_allow(insecure_origins)]
        origins: ["http://intranet.example.com"],
        credentials: true,
    };
}

fn main() {}
