//! Browsers never let a script set these.
use cors_runtime::cors;

cors! {
    const APP = {
        origins: any,
        headers: [
            "Accept-Charset",
            "accept-encoding",
            "access-control-request-headers",
            "access-control-request-method",
            "connection",
            "content-length",
            "Cookie",
            "cookie2",
            "date",
            "dnt",
            "expect",
            "host",
            "keep-alive",
            "origin",
            "referer",
            "set-cookie",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "proxy-authorization",
            "Sec-Fetch-Mode",
        ],
    };
}

fn main() {}
