//! Origins that are known only at run time, as clients see them.
#![allow(clippy::unwrap_used)]

mod bounds;
mod entries;
mod load;
mod predicates;
mod routes;
mod rows;

use cors_runtime::{Origin, cors};

cors! {
    /// A list beside origins that are known.
    pub const TENANTS = {
        origins: ["https://app.example.com", "https://*.preview.example.com", runtime],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };
    /// The same for a function.
    pub const ASKING = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            #[dangerously_allow(predicates)]
            runtime,
        ],
        ..TENANTS
    };
    /// Every risk is waived.
    pub const WAIVED = {
        origins: [#[dangerously_allow(insecure_origins, public_suffixes, any_host, predicates)] runtime],
        credentials: true,
    };
    /// Without credentials nothing is at stake.
    pub const ANONYMOUS = { origins: [runtime] };
}

#[test]
fn every_public_type_can_go_to_any_thread() {
    fn is_shared<T: Send + Sync>() {}
    is_shared::<cors_runtime::Policy>();
    is_shared::<cors_runtime::PolicyTemplate>();
    is_shared::<cors_runtime::LivePolicy>();
    is_shared::<cors_runtime::PolicyConfig>();
    is_shared::<cors_runtime::ByMethod<1>>();
    is_shared::<cors_runtime::ByOrigin<1>>();
    is_shared::<cors_runtime::AllowedOrigin>();
    is_shared::<cors_runtime::CheckedOrigin>();
    is_shared::<Origin<'_>>();
    is_shared::<cors_runtime::Names>();
    is_shared::<cors_runtime::Verdict>();
    is_shared::<cors_runtime::Answer>();
    is_shared::<cors_runtime::ResponseHeaders>();
    is_shared::<cors_runtime::OriginError>();
    is_shared::<cors_runtime::OriginErrors>();
    is_shared::<cors_runtime::ConfigErrors>();
    is_shared::<cors_runtime::ConfigNote>();
    is_shared::<cors_runtime::ReplaceError>();
    is_shared::<cors_runtime::TemplateMismatch>();
    is_shared::<cors_runtime::NotWithin>();
    is_shared::<cors_runtime::middleware::tower::CorsService<()>>();
    is_shared::<cors_runtime::middleware::tower::AllowedOriginService<()>>();
    is_shared::<cors_runtime::middleware::tower::CorsFuture<()>>();
}

#[test]
fn a_text_is_an_origin_or_the_error_says_why_not() {
    for (text, help) in [
        ("https://App.example.com", "write `https://app.example.com`"),
        ("https://app.example.com/", "write `https://app.example.com`"),
        ("https://app.example.com:443", "write `https://app.example.com`"),
        ("app.example.com", "write `https://app.example.com`"),
    ] {
        let error = Origin::try_from(text).expect_err(text);
        assert_eq!((error.text(), error.help()), (text, Some(help)));
        assert_eq!(Origin::parse(text), None);
    }
    for text in ["https://*.example.com", "null", "any", ""] {
        let error = Origin::try_from(text).expect_err(text);
        assert!(!error.to_string().contains("`*`, write"), "{error}");
    }
    let origin = Origin::try_from("https://app.example.com:8443").expect("an origin");
    assert_eq!(Some(origin), Origin::parse("https://app.example.com:8443"));
}
