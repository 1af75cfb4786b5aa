//! Every form of the grammar, in every place where `cors!` may stand.
#![deny(warnings, missing_docs, clippy::pedantic)]
// `expect super::forms::ALL` is longer than necessary.
#![allow(unused_qualifications)]

use std::time::Duration;

use cors_runtime::{Policy, PolicyTemplate, Verdict, cors};

cors! {
    /// Documented by a comment,
    #[doc = "by an attribute,"]
    /** and by a block. */
    #[allow(dead_code)]
    pub const DOCUMENTED = { origins: any };

    #[allow(dead_code)]
    const UNDOCUMENTED = { origins: any };

    pub(crate) const FOR_THE_CRATE = { origins: ["https://app.example.com"] };

    /// All fields, with commas at all ends.
    pub const ALL = {
        origins: [
            "https://app.example.com",
            r"https://raw.example.com",
            r#"https://hashed.example.com"#,
            include!("lists/origins.txt"),
        ],
        methods: [GET, "PUT", "M-SEARCH", r#LOCK,],
        headers: ["Content-Type", "x-a",],
        expose: ["ETag",],
        credentials: false,
        max_age: 90m,
        preflight_status: 200,
    };

    const OPEN = { origins: any, methods: any, headers: any, expose: any };
    const EMPTY = { origins: any, headers: [], expose: [] };
    const TEMPLATE = { origins: ["https://app.example.com", runtime], credentials: true };
    const INSECURE_TEMPLATE = {
        origins: [
            #[dangerously_allow(insecure_origins)]
            runtime,
        ],
        credentials: true,
    };
    const DARING_TEMPLATE = {
        origins: [
            #[dangerously_allow(public_suffixes, predicates)]
            runtime,
            ..INSECURE_TEMPLATE,
        ],
        credentials: true,
    };
    const LATER = { methods: [GET], ..ALL };
    const BROUGHT_IN = {
        origins: [..TEMPLATE, "https://more.example.com", ..FOR_THE_CRATE],
        methods: [..FOR_THE_CRATE, DELETE, ..ALL],
        headers: [..ALL, "x-b", ..FOR_THE_CRATE],
        expose: [..LATER],
    };
    const NOTHING_MORE = { origins: [..FOR_THE_CRATE], headers: [..FOR_THE_CRATE], expose: [..EMPTY] };

    ;

    expect ALL { allow GET from "https://app.example.com"; }
    expect super::forms::ALL { allow r#LOCK from "https://a.listed.example.com" with ["X-A"]; };
    expect crate::forms::LATER { ; deny PUT from "https://app.example.com"; ; }
    expect inner::deeper::FAR { deny GET from "null"; }
}

mod inner {
    use cors_runtime::cors;

    cors! { const PRIVATE = { origins: ["https://private.example.com"] }; }

    pub(crate) const RENAMED: cors_runtime::Policy = PRIVATE;

    pub(crate) mod deeper {
        use cors_runtime::cors;

        cors! { pub(in super::super) const FAR = { origins: ["https://far.example.com"] }; }
    }
}

/// Another crate's facade would do the same.
mod facade {
    pub(crate) use cors_runtime::cors;
    pub(crate) use cors_runtime::cors as policy;
}

mod through_a_facade {
    super::facade::policy! {
        pub(crate) const RENAMED = { origins: ["https://renamed.example.com"] };
        expect RENAMED { allow GET from "https://renamed.example.com"; }
    }
    super::facade::cors!(pub(crate) const ROUND = { origins: any };);
    super::facade::cors![pub(crate) const SQUARE = { origins: any };];
}

macro_rules! policies {
    ($($(#[$meta:meta])* $visibility:vis $name:ident: $origin:literal, $($method:ident)|+, $header:literal;)*) => {
        cors! {
            $($(#[$meta])* $visibility const $name = {
                origins: [$origin, "https://fixed.example.com"],
                methods: [$($method),+],
                headers: [$header],
            };)*
            $(expect $name { allow HEAD from "https://fixed.example.com" with [$header]; })*
        }
    };
}

policies! {
    /// From a macro of the user's.
    pub FROM_A_MACRO: "https://macro.example.com", GET | PUT, "x-macro";
    FROM_A_MACRO_TOO: "https://*.macro.example.com:8443", HEAD, "X-Macro";
}

macro_rules! any_fields {
    ($($fields:tt)*) => { cors! { $($fields)* } };
}

const IN_A_CONST: Policy = cors! { origins: ["https://const.example.com"] };
static IN_A_STATIC: PolicyTemplate = cors! { origins: [runtime], max_age: 0s };
const IN_AN_ARRAY: [Policy; 2] = [cors! { origins: any }, cors! { origins: any, methods: [PUT], }];

fn in_tail_position() -> Policy {
    cors! { origins: ["https://tail.example.com"] }
}

fn allows(policy: Policy, origin: &str) -> bool {
    policy.allows_origin(origin)
}

#[test]
fn each_form_says_what_it_means() {
    assert_eq!(ALL.origins().listed().len(), 5);
    assert!(
        ALL.allows_origin("https://hashed.example.com") && ALL.allows_origin("https://x.listed.example.com")
    );
    assert_eq!(ALL.methods().listed(), ["GET", "HEAD", "PUT", "M-SEARCH", "LOCK"]);
    assert_eq!(ALL.headers().listed(), ["content-type", "x-a"]);
    assert_eq!((ALL.max_age(), ALL.preflight_status()), (Some(Duration::from_secs(5400)), 200));
    assert_eq!((LATER.methods().listed(), LATER.origins()), (&["GET", "HEAD"][..], ALL.origins()));
    assert!(OPEN.methods().is_any() && OPEN.headers().is_any() && OPEN.expose().is_any());
    assert!(OPEN.allows_header("Authorization") && !EMPTY.allows_header("authorization"));
    assert_eq!(EMPTY.methods().listed(), ["GET", "HEAD", "POST"]);
    assert_eq!(TEMPLATE.check("https://x.example", "GET", &[]), Verdict::OriginKnownAtRunTime);
    assert_eq!(TEMPLATE.check("http://x.example", "GET", &[]), Verdict::OriginNotAllowed);
    assert_eq!(INSECURE_TEMPLATE.check("http://x.example", "GET", &[]), Verdict::OriginKnownAtRunTime);
    assert_eq!(DARING_TEMPLATE.check("http://x.example", "GET", &[]), Verdict::OriginKnownAtRunTime);
    assert_eq!(
        BROUGHT_IN.origins().listed(),
        ["https://app.example.com", "https://more.example.com"],
        "`runtime` is taken too, and what is listed twice counts once"
    );
    assert_eq!(BROUGHT_IN.check("https://tenant.example", "PUT", &[]), Verdict::OriginKnownAtRunTime);
    assert_eq!(
        BROUGHT_IN.methods().listed(),
        ["GET", "HEAD", "POST", "DELETE", "PUT", "M-SEARCH", "LOCK"],
        "the default of a field that a base leaves out"
    );
    assert_eq!(BROUGHT_IN.headers().listed(), ["content-type", "x-a", "x-b"]);
    assert_eq!(BROUGHT_IN.expose().listed(), ["etag"]);
    assert!(NOTHING_MORE.headers().listed().is_empty() && NOTHING_MORE.expose().listed().is_empty());
    assert!(inner::RENAMED.allows_origin("https://private.example.com"));
    assert!(FOR_THE_CRATE.allows_origin("https://app.example.com"));
    assert_eq!(through_a_facade::RENAMED.name(), "RENAMED");
    assert!(through_a_facade::ROUND == through_a_facade::SQUARE);
    assert!(FROM_A_MACRO.allows_method("PUT") && !FROM_A_MACRO_TOO.allows_method("GET"));
}

#[test]
fn an_expression_stands_wherever_an_expression_may() {
    assert!(IN_A_CONST.name().contains("forms.rs:"));
    assert_eq!(IN_A_STATIC.max_age(), Some(Duration::ZERO));
    assert!(!IN_AN_ARRAY[1].allows_method("GET"));
    assert!(in_tail_position().allows_origin("https://tail.example.com"));
    assert!(allows(cors! { origins: ["https://argument.example.com"] }, "https://argument.example.com"));
    assert!(
        allows(cors!(origins: any), "https://x.example") && allows(cors![origins: any], "https://x.example")
    );
    assert!(cors! { origins: any }.credentials() == (cors! { origins: any }).credentials());
    let from_a_macro = any_fields! { origins: ["https://a.example"], credentials: true };
    assert!(from_a_macro.credentials());
    let chosen = if from_a_macro.credentials() {
        cors! { origins: any }
    } else {
        from_a_macro
    };
    assert!(chosen.origins().is_any());
    let with_cfg = cors! {
        origins: [
            "https://always.example.com",
            #[cfg(debug_assertions)]
            "https://debug.example.com",
        ],
    };
    assert_eq!(with_cfg.allows_origin("https://debug.example.com"), cfg!(debug_assertions));
}

#[test]
fn a_block_may_stand_in_a_function() {
    cors! {
        const LOCAL = { origins: ["https://local.example.com"] };
        expect LOCAL { allow GET from "https://local.example.com"; }
    }
    assert!(LOCAL.allows_origin("https://local.example.com"));
}
