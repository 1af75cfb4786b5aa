//! Mistakes in policies, for each of the ways in which a policy can be made. What is wrong with the text of an origin is
//! tested where it is judged (`cors-policy`, `origin/explain`) and shown in `ui/origins`; here are the mistakes whose
//! remedy is worded differently in a file than in source code, or that are none in a file.

/// Entries of `origins` that only a waiver permits, and only with credentials: the text, a part of what is wrong, and the
/// waiver.
pub const RISKS: &[(&str, &str, &str)] = &[
    ("http://a.example", "not encrypted", "insecure_origins"),
    ("https://*.github.io", "includes sites of other people", "public_suffixes"),
    ("moz-extension://*", "includes the code of other authors", "any_host"),
];

/// Whole policies that break one rule each, as configurations: the place, a part of what is wrong, and a part of the
/// remedy.
pub const POLICIES: &[(&str, &str, &str, &str)] = &[
    (r#"{ "methods": ["GET"] }"#, "", "has no `origins`", "https://app.example.com"),
    (r#"{ "origins": "any", "credentials": true }"#, "origins", "must not be `any`", "list the origins"),
    (r#"{ "origins": "any", "methods": ["GET", "get"] }"#, "methods[1]", "case-sensitive", "GET"),
    (r#"{ "origins": "any", "methods": ["patch"] }"#, "methods[0]", "case-sensitive", "PATCH"),
    (
        r#"{ "origins": "any", "methods": ["TRACE"] }"#,
        "methods[0]",
        "browsers never send `TRACE`",
        "remove it",
    ),
    (r#"{ "origins": "any", "methods": ["*"] }"#, "methods[0]", "not all of them", "any"),
    (
        r#"{ "origins": "any", "methods": ["GET, PUT"] }"#,
        "methods[0]",
        "expected one method",
        "entry of its own",
    ),
    (r#"{ "origins": "any", "methods": [""] }"#, "methods[0]", "is empty", "its name"),
    (r#"{ "origins": "any", "headers": ["x a"] }"#, "headers[0]", "not a header name", "header name"),
    (r#"{ "origins": "any", "headers": ["*"] }"#, "headers[0]", "not all of them", "any"),
    (r#"{ "origins": "any", "headers": ["x-*"] }"#, "headers[0]", "must not contain a `*`", "list the names"),
    (r#"{ "origins": "any", "headers": ["X-A: b"] }"#, "headers[0]", "with a value", "x-a"),
    (r#"{ "origins": "any", "headers": ["any"] }"#, "headers[0]", "not all of them", "any"),
    (r#"{ "origins": "any", "headers": ["x-a", "all"] }"#, "headers[1]", "not all of them", "any"),
    (r#"{ "origins": "any", "expose": ["All"] }"#, "expose[0]", "not all of them", "any"),
    (r#"{ "origins": "any", "headers": ["https://b.io"] }"#, "headers[0]", "found the address", "`origins`"),
    (r#"{ "origins": "any", "methods": ["https://b.io"] }"#, "methods[0]", "found the address", "`origins`"),
    (r#"{ "origins": "any", "expose": ["*"] }"#, "expose[0]", "not all of them", "any"),
    (
        r#"{ "origins": "any", "methods": "none" }"#,
        "methods",
        "only `origins` can be `none`",
        "no other site",
    ),
    (r#"{ "origins": "any", "headers": "none" }"#, "headers", "only `origins` can be `none`", "[]"),
    (r#"{ "origins": "any", "expose": ["none"] }"#, "expose[0]", "only `origins` can be `none`", "[]"),
    (r#"{ "origins": "any", "max_age": "3600" }"#, "max_age", "no unit", "3600s"),
    (r#"{ "origins": "any", "max_age": "soon" }"#, "max_age", "expected one number", "2h"),
    (r#"{ "origins": "any", "preflight_status": 302 }"#, "preflight_status", "302", "204"),
];

/// Mistakes in source code, because they have no effect, but not in a configuration, which may be generated.
pub const NO_MISTAKES_IN_A_FILE: &[(&str, &str)] = &[
    (r#"{ "origins": [] }"#, "must not be an empty list"),
    (r#"{ "origins": "any", "methods": [] }"#, "must not be an empty list"),
    (r#"{ "origins": ["https://a.example", "https://a.example"] }"#, "listed twice"),
    (r#"{ "origins": ["https://*.a.example", "https://b.a.example"] }"#, "is redundant"),
    (r#"{ "origins": "any", "methods": ["GET", "PUT", "GET"] }"#, "listed twice"),
    (r#"{ "origins": "any", "headers": ["x-a", "X-A"] }"#, "listed twice"),
    (r#"{ "origins": "any", "headers": ["x-a", "cookie"] }"#, "never let a page"),
    (r#"{ "origins": "any", "headers": ["sec-fetch-mode"] }"#, "never let a page"),
    (r#"{ "origins": "any", "headers": ["Access-Control-Allow-Origin"] }"#, "is a response header"),
    (r#"{ "origins": "any", "expose": ["set-cookie"] }"#, "never show"),
    (r#"{ "origins": "any", "expose": ["origin"] }"#, "is a request header"),
    (r#"{ "origins": "any", "max_age": "25h" }"#, "more than 24h"),
    (
        r#"{ "origins": [{ "origin": "https://a.example", "dangerously_allow": "insecure_origins" }], "credentials": true }"#,
        "does not need the waiver",
    ),
    (
        r#"{ "origins": [{ "origin": "http://a.example", "dangerously_allow": ["insecure_origins", "insecure_origins"] }], "credentials": true }"#,
        "given twice",
    ),
];
