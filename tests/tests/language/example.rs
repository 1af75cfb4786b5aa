//! The language's own example.
#![deny(warnings, missing_docs, clippy::pedantic)]

use cors_runtime::{Policy, Verdict, cors};

cors! {
    /// The single-page app and its preview deployments.
    pub const APP = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",          // one or more labels
            "https://pr-*.review.example.com",        // inside the left-most label only
            #[dangerously_allow(public_suffixes)]
            "https://pr-*--shop.netlify.app",
            #[cfg(debug_assertions)]
            "http://localhost:*",                     // any port, the default port included
        ],
        methods: [GET, POST, PUT, DELETE],
        headers: ["authorization", "content-type"],
        expose: ["x-request-id"],
        credentials: true,
        max_age: 2h,
    };

    /// Anyone may read, without cookies.
    pub const PUBLIC = { origins: any };

    /// Like `APP`, but other sites may read with GET only.
    pub const REPORTS = { methods: [GET], ..APP };

    /// The origins of `APP`, and a partner.
    pub const PARTNERS = { origins: [..APP, "https://partner.example"], methods: [GET] };

    expect APP {
        allow PUT from "https://app.example.com" with ["content-type"];
        allow GET from "https://a.b.preview.example.com";
        deny  GET from "https://preview.example.com";
        deny  GET from "https://app.example.com.evil.net";
        deny  PATCH from "https://app.example.com";
        deny  GET from "null";
        #[cfg(not(debug_assertions))]
        deny  GET from "http://localhost:5173";
    }
}

#[test]
fn the_example_means_what_its_comments_say() {
    let unnamed: Policy = cors! { origins: ["https://app.example.com"] };
    assert!(unnamed.name().contains("example.rs"));
    assert_eq!(APP.check("https://pr-1--shop.netlify.app", "GET", &[]), Verdict::Allowed);
    assert_eq!(APP.check("http://localhost", "GET", &[]), Verdict::Allowed);
    assert!(PUBLIC.origins().is_any() && !PUBLIC.credentials());
    assert_eq!(REPORTS.origins(), APP.origins());
    assert_eq!(PARTNERS.check("https://a.preview.example.com", "GET", &[]), Verdict::Allowed);
    assert_eq!(PARTNERS.check("https://partner.example", "GET", &[]), Verdict::Allowed);
    assert_eq!(PARTNERS.check("https://app.example.com", "PUT", &[]), Verdict::MethodNotAllowed);
    assert!(!PARTNERS.credentials(), "only the list is taken from the base");
    assert!(REPORTS.check("https://app.example.com", "POST", &[]) == Verdict::MethodNotAllowed);
}
