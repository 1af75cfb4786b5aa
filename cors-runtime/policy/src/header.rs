//! The names of headers.

use crate::bytes::same;

/// Pages may read these response headers whatever a policy exposes
/// (<https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name>).
const ALWAYS_READABLE: [&str; 7] = [
    "cache-control",
    "content-language",
    "content-length",
    "content-type",
    "expires",
    "last-modified",
    "pragma",
];

/// Whether `name`, in lower case, is one of them.
pub const fn is_always_readable(name: &[u8]) -> bool {
    let mut at = 0;
    while at < ALWAYS_READABLE.len() {
        if same(ALWAYS_READABLE[at].as_bytes(), name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Fetch, "forbidden request-header": no script can set it, so no preflight names it. In any letter case.
pub fn is_forbidden_request(name: &str) -> bool {
    #[rustfmt::skip]
    const FORBIDDEN: [&str; 21] = [
        "accept-charset", "accept-encoding", "access-control-request-headers", "access-control-request-method",
        "connection", "content-length", "cookie", "cookie2", "date", "dnt", "expect", "host", "keep-alive", "origin",
        "referer", "set-cookie", "te", "trailer", "transfer-encoding", "upgrade", "via",
    ];
    let lower = name.to_ascii_lowercase();
    FORBIDDEN.contains(&lower.as_str()) || lower.starts_with("proxy-") || lower.starts_with("sec-")
}
