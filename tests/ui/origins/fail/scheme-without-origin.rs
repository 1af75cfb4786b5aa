//! Pages of these schemes send another origin, or `null`.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: [
            "file:///home/me/index.html",
            "file://",
            "ftp://example.com",
            "blob:https://a.example.com/550e8400",
            "data:text/html,x",
            "about:blank",
            "javascript:alert(1)",
            "filesystem:https://b.example.com/temporary",
        ],
    };
}

fn main() {}
