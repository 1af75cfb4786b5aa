//! Anyone could register a name that matches, so there is no waiver.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "https://*example.com",
            "https://pr-*.com",
            "https://*-shop.co.uk:8443",
        ],
    };
    const WAIVED = {
        origins: [
            #[dangerously_allow(public_suffixes)]
            "https://*example.org",
        ],
        credentials: true,
    };
}

fn main() {}
