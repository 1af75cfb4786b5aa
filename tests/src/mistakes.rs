//! Mistakes in policies: the rules of the language, for each of the ways in which a policy can be made.

/// Entries of `origins` that break a rule, whatever the rest of the policy says: the text, a part of what is wrong, and
/// a part of the remedy.
pub const ORIGINS: &[(&str, &str, &str)] = &[
    ("app.example.com", "no scheme", "https://app.example.com"),
    ("app.example.com:8080", "no scheme", "https://app.example.com:8080"),
    ("://app.example.com", "no scheme", "https://app.example.com"),
    ("https://a.example/", "no trailing slash", "https://a.example"),
    ("https://a.example/x", "has no path", "https://a.example"),
    ("https://a.example?x", "has no query", "https://a.example"),
    ("https://a.example#x", "has no fragment", "https://a.example"),
    ("https://me@a.example", "no user name", "https://a.example"),
    (" https://a.example", "begins with a space", "https://a.example"),
    ("https://a.example\n", "ends with a line break", "https://a.example"),
    ("https://a.example,https://b.example", "is one origin", "each as an entry of its own"),
    ("https://a.example https://b.example", "is one origin", "each as an entry of its own"),
    ("HTTPS://a.example", "upper-case", "https://a.example"),
    ("https://A.example", "upper-case", "https://a.example"),
    ("https://m\u{fc}nchen.de", "punycode", "https://xn--mnchen-3ya.de"),
    ("https://xn--99999999.example", "not valid punycode", "own letters"),
    ("https://a..example", "two dots", "one dot between"),
    ("https://a.example.", "ends with a dot", "https://a.example"),
    ("https://%61.example", "percent-encoded", "https://a.example"),
    ("https://a~b.example", "`~` is not allowed in the host", "`a` to `z`"),
    ("https://a.example:443", "the port `443`", "https://a.example"),
    ("http://a.example:80", "the port `80`", "http://a.example"),
    ("https://a.example:0", "port 0", "1 to 65535"),
    ("https://a.example:65536", "`65536` is not a port", "1 to 65535"),
    ("https://a.example:08443", "no leading zero", "https://a.example:8443"),
    ("https://a.example:", "the port is empty", "https://a.example"),
    ("http://0x7f.1", "unusual spelling", "http://127.0.0.1"),
    ("http://127.1", "unusual spelling", "http://127.0.0.1"),
    ("https://a.123", "is a number", "four numbers"),
    ("http://::1", "without brackets", "http://[::1]"),
    ("http://[fe80::1%25eth0]", "names a zone", "http://[fe80::1]"),
    ("https://[0:0:0:0:0:0:0:1]", "shortest form", "https://[::1]"),
    ("https://[::ffff:1.2.3.4]", "hexadecimal groups", "https://[::ffff:102:304]"),
    ("null", "any site", "the origin that the page is served from"),
    ("wss://a.example", "WebSocket", "https://a.example"),
    ("ws://a.example", "WebSocket", "http://a.example"),
    ("file:///x", "`null`", "local server"),
    ("ftp://a.example", "no longer open pages over `ftp`", "served from"),
    ("blob:https://a.example/1", "page that made it", "https://a.example"),
    ("data:text/html,x", "`null`", "served from"),
    ("about:blank", "opened it", "served from"),
    ("javascript:void(0)", "runs in the page", "served from"),
    ("filesystem:https://a.example/t", "page that made it", "https://a.example"),
    ("*", "is not an origin", "the origins, such as"),
    ("https://*", "no domain follows the `*`", "list the exact origins"),
    ("https://a.*.example", "is not in the left-most label", "list the exact origins"),
    ("https://127.0.0.*", "an IP address takes no wildcard", "list the exact origins"),
    ("chrome-extension://*", "only the port may be `*`", "list the exact origins"),
    ("https://*example.com", "`evilexample.com`", "https://*.example.com"),
    ("https://*-.com", "evil-.com", "list the exact origins"),
    ("", "is empty", "such as `https://app.example.com`"),
];

/// Entries that only a waiver permits, and only with credentials: the text, a part of what is wrong, and the
/// waiver.
pub const RISKS: &[(&str, &str, &str)] = &[
    ("http://a.example", "not encrypted", "insecure_origins"),
    ("http://10.0.0.1:8080", "not encrypted", "insecure_origins"),
    ("http://*.corp.example.com", "not encrypted", "insecure_origins"),
    ("https://*.github.io", "`github.io`", "public_suffixes"),
    ("https://pr-*.vercel.app", "`vercel.app`", "public_suffixes"),
    ("https://*.amazonaws.com", "`s3.amazonaws.com`", "public_suffixes"),
    ("https://*.co.uk", "`co.uk`", "public_suffixes"),
];

/// Whole policies that break one rule each, as configurations: the place, a part of what is wrong, and a part of the
/// remedy.
pub const POLICIES: &[(&str, &str, &str, &str)] = &[
    (r#"{ "methods": ["GET"] }"#, "", "has no `origins`", "list the origins"),
    (r#"{ "origins": "any", "credentials": true }"#, "origins", "browsers refuse `*`", "list the origins"),
    (r#"{ "origins": "any", "methods": ["GET", "get"] }"#, "methods[1]", "case-sensitive", "GET"),
    (r#"{ "origins": "any", "methods": ["patch"] }"#, "methods[0]", "case-sensitive", "PATCH"),
    (r#"{ "origins": "any", "methods": ["TRACE"] }"#, "methods[0]", "forbids", "remove it"),
    (r#"{ "origins": "any", "methods": ["*"] }"#, "methods[0]", "not all of them", "any"),
    (r#"{ "origins": "any", "methods": ["GET, PUT"] }"#, "methods[0]", "is not a method", "entry of its own"),
    (r#"{ "origins": "any", "methods": [""] }"#, "methods[0]", "is empty", "its name"),
    (r#"{ "origins": "any", "headers": ["x-a", "cookie"] }"#, "headers[1]", "never let a page", "remove it"),
    (r#"{ "origins": "any", "headers": ["sec-fetch-mode"] }"#, "headers[0]", "never let a page", "remove it"),
    (r#"{ "origins": "any", "headers": ["x a"] }"#, "headers[0]", "not a header name", "header name"),
    (r#"{ "origins": "any", "headers": ["*"] }"#, "headers[0]", "not all of them", "any"),
    (r#"{ "origins": "any", "headers": ["any"] }"#, "headers[0]", "not all of them", "any"),
    (r#"{ "origins": "any", "expose": ["set-cookie"] }"#, "expose[0]", "never show", "remove it"),
    (r#"{ "origins": "any", "expose": ["*"] }"#, "expose[0]", "not all of them", "any"),
    (r#"{ "origins": "any", "max_age": "25h" }"#, "max_age", "more than 24h", "24h"),
    (r#"{ "origins": "any", "max_age": "3600" }"#, "max_age", "no unit", "3600s"),
    (r#"{ "origins": "any", "max_age": "soon" }"#, "max_age", "not a whole number", "2h"),
    (r#"{ "origins": "any", "preflight_status": 302 }"#, "preflight_status", "302", "204"),
];

/// Mistakes in source code, because they have no effect, but not in a configuration, which may be generated.
pub const NO_MISTAKES_IN_A_FILE: &[(&str, &str)] = &[
    (r#"{ "origins": [] }"#, "is an empty list"),
    (r#"{ "origins": "any", "methods": [] }"#, "is an empty list"),
    (r#"{ "origins": ["https://a.example", "https://a.example"] }"#, "listed twice"),
    (r#"{ "origins": ["https://*.a.example", "https://b.a.example"] }"#, "is redundant"),
    (r#"{ "origins": "any", "methods": ["GET", "PUT", "GET"] }"#, "listed twice"),
    (r#"{ "origins": "any", "headers": ["x-a", "X-A"] }"#, "listed twice"),
    (
        r#"{ "origins": [{ "origin": "https://a.example", "dangerously_allow": "insecure_origins" }], "credentials": true }"#,
        "does not need the waiver",
    ),
];
