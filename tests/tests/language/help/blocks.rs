//! Mistakes in the grammar of a block.

/// What is wrong, a block with it, and the block that was meant. Both define `APP`.
pub(super) const BLOCKS: &[(&str, &str, &str)] = &[
    (
        "the name of a field in quotes",
        r#"pub const APP = { "origins": ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "the name of another library in quotes",
        r#"pub const APP = { "allowedOrigins": ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "a policy in quotes",
        r#"pub const APP = { origins: any }; expect APP { within "APP"; }"#,
        "pub const APP = { origins: any }; expect APP { within APP; }",
    ),
    (
        "a colon after `within`",
        "within: ALL; const ALL = { origins: any }; pub const APP = { origins: any };",
        "const ALL = { origins: any }; pub const APP = { origins: any };",
    ),
    (
        "`within` without its semicolon",
        "within ALL const ALL = { origins: any }; pub const APP = { origins: any };",
        "const ALL = { origins: any }; pub const APP = { origins: any };",
    ),
    (
        "a comma after `within`",
        "within ALL, const ALL = { origins: any }; pub const APP = { origins: any };",
        "const ALL = { origins: any }; pub const APP = { origins: any };",
    ),
    (
        "a field twice",
        r#"pub const APP = { origins: ["https://a.example"], methods: [GET], origins: ["https://b.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"], methods: [GET] };"#,
    ),
    (
        "a list in a list",
        r#"pub const APP = { origins: [["https://a.example", "https://b.example"]] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "a semicolon between fields",
        "pub const APP = { origins: any; methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a semicolon after the last field",
        "pub const APP = { origins: any, methods: [PUT]; };",
        "pub const APP = { origins: any, methods: [PUT] };",
    ),
    (
        "a semicolon between entries",
        r#"pub const APP = { origins: ["https://a.example"; "https://b.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "credentials after the braces",
        r#"pub const APP = { origins: ["https://a.example"] } with credentials;"#,
        r#"pub const APP = { origins: ["https://a.example"], credentials: true };"#,
    ),
    (
        "another field after the braces",
        "pub const APP = { origins: any } with max_age = 2h;",
        "pub const APP = { origins: any, max_age: 2h };",
    ),
    (
        "three dots",
        "pub const APP = { methods: [GET], ...BASE }; pub const BASE = { origins: any, max_age: 2h };",
        "pub const APP = { origins: any, methods: [GET], max_age: 2h };",
    ),
    (
        "three dots in a list",
        r#"pub const APP = { origins: [...BASE, "https://b.example"] }; pub const BASE = { origins: ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "a misspelt base",
        "pub const APP = { methods: [GET], ..BASES }; pub const BASE = { origins: any, max_age: 2h };",
        "pub const APP = { origins: any, methods: [GET], max_age: 2h };",
    ),
    (
        "a base before the fields",
        "pub const APP = { ..BASE, methods: [GET] }; pub const BASE = { origins: any, max_age: 2h };",
        "pub const APP = { origins: any, methods: [GET], max_age: 2h };",
    ),
    (
        "an equals sign for a colon",
        "pub const APP = { origins = any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "no colon",
        r#"pub const APP = { origins ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "no comma between fields",
        "pub const APP = { origins: any methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "no comma between entries",
        r#"pub const APP = { origins: ["https://a.example" "https://b.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "no comma before a condition",
        r#"pub const APP = { origins: ["https://a.example" #[cfg(any())] "https://b.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", #[cfg(any())] "https://b.example"] };"#,
    ),
    (
        "no comma before a base",
        r#"const A = { origins: ["https://a.example"] }; pub const APP = { origins: ["https://b.example" ..A] };"#,
        r#"const A = { origins: ["https://a.example"] }; pub const APP = { origins: ["https://b.example", ..A] };"#,
    ),
    (
        "an arrow",
        "pub const APP = { origins => any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "one comma too many",
        "pub const APP = { origins: any,, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "no semicolon",
        "pub const APP = { origins: any, methods: [GET] }",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy with its type",
        "pub const APP: Policy = { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy as a struct",
        "pub const APP = Policy { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a colon for the equals sign",
        "pub const APP: { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "the field of another policy",
        r#"pub const APP = { origins: BASE.origins }; pub const BASE = { origins: ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
    (
        "the field of another policy in a list",
        r#"pub const APP = { origins: [BASE.origins, "https://b.example"] }; pub const BASE = { origins: ["https://a.example"] };"#,
        r#"pub const APP = { origins: ["https://a.example", "https://b.example"] };"#,
    ),
    (
        "an argument of `runtime`",
        r#"pub const APP = { origins: ["https://a.example", runtime("ORIGINS")] };"#,
        r#"pub const APP = { origins: ["https://a.example", runtime] };"#,
    ),
    (
        "a static",
        "pub static APP = { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy without `const`",
        "pub APP = { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "a policy without `=`",
        "pub const APP { origins: any, methods: [GET] };",
        "pub const APP = { origins: any, methods: [GET] };",
    ),
    (
        "an expectation of a header that is not in a list",
        r#"pub const APP = { origins: any, headers: ["x-a"] }; expect APP { allow GET from "https://a.example" with "x-a"; }"#,
        r#"pub const APP = { origins: any, headers: ["x-a"] };"#,
    ),
    (
        "an expectation with another word for `from`",
        r#"pub const APP = { origins: any }; expect APP { allow GET by "https://a.example"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation without a method",
        r#"pub const APP = { origins: any }; expect APP { allow "https://a.example"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation without `from`",
        r#"pub const APP = { origins: any }; expect APP { allow GET "https://a.example"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation without `with`",
        r#"pub const APP = { origins: any, headers: ["x-a"] }; expect APP { allow GET from "https://a.example" ["x-a"]; }"#,
        r#"pub const APP = { origins: any, headers: ["x-a"] };"#,
    ),
    (
        "the constant of a header in an expectation",
        r#"pub const APP = { origins: any, headers: ["accept"] }; expect APP { allow GET from "https://a.example" with [ACCEPT]; }"#,
        r#"pub const APP = { origins: any, headers: ["accept"] };"#,
    ),
    (
        "expectations without a semicolon between them",
        r#"pub const APP = { origins: any }; expect APP { allow GET from "https://a.example" deny PUT from "null"; }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "the last expectation without a semicolon",
        r#"pub const APP = { origins: any }; expect APP { allow GET from "https://a.example" }"#,
        "pub const APP = { origins: any };",
    ),
    (
        "an expectation of what no browser sends",
        r#"pub const APP = { origins: ["https://a.example"] }; expect APP { allow GET from "https://a.example/"; }"#,
        r#"pub const APP = { origins: ["https://a.example"] };"#,
    ),
];
