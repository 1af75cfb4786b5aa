//! The right spelling must not be the next mistake.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "http://app.example.com/",
            "https://own.example.org",
            "http://own.example.org",
            "*.github.io",
            "http*://*.example.com",
            "ws://10.1",
            "http://*.vercel.app/",
            #[dangerously_allow(insecure_origins)]
            "http://intranet.example.com/",
        ],
        credentials: true,
    };
}

fn main() {}
