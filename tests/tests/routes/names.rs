//! The attribute in a module that takes every name it can, under the strictest lints.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use cors_runtime::{cors, cross_origin};

cors! {
    /// The application's.
    pub(crate) const POLICY = { origins: ["https://app.example.com"] };
}

/// Something here has every name of the prelude and of actix-web's attributes.
#[allow(dead_code, non_camel_case_types, unused_macros)]
pub(crate) mod shadowed {
    mod core {}
    mod std {}
    mod alloc {}
    mod cors_runtime {}
    struct Option;
    struct Some;
    struct None;
    struct Vec;
    struct Clone;
    struct Policy;
    struct str;
    struct bool;
    struct config;
    struct policy;
    struct resource;
    macro_rules! panic {
        () => {};
    }
    macro_rules! get {
        () => {};
    }
    macro_rules! compile_error {
        () => {};
    }

    #[super::cross_origin(super::POLICY)]
    #[actix_web::get("/shadowed")]
    pub(crate) async fn get() -> actix_web::HttpResponse {
        actix_web::HttpResponse::Ok().finish()
    }

    #[super::cross_origin(none)]
    #[::actix_web::post("/shadowed")]
    pub(crate) async fn post() -> actix_web::HttpResponse {
        actix_web::HttpResponse::Ok().finish()
    }
}

/// With documentation, other attributes and a condition.
#[cfg(not(any()))]
#[cross_origin(POLICY)]
#[actix_web::get("/strict", name = "strict")]
#[allow(clippy::unused_async)]
pub(crate) async fn strict() -> impl actix_web::Responder {
    "strict"
}

#[cfg(any())]
#[cross_origin(THIS_IS_NOT_LOOKED_AT)]
#[actix_web::get("/absent")]
pub(crate) async fn absent() -> impl actix_web::Responder {
    "absent"
}

/// The same name as an attribute's, which is imported.
pub(crate) mod same_name {
    use super::POLICY;
    use actix_web::put;
    use cors_runtime::cross_origin as put_policy;

    #[put_policy(none)]
    #[put("/same-name")]
    pub(crate) async fn put() -> &'static str {
        "put"
    }

    macro_rules! handler {
        ($(#[$attr:meta])* $name:ident, $policy:path, $path:literal) => {
            $(#[$attr])*
            #[put_policy($policy)]
            #[actix_web::get($path)]
            pub(crate) async fn $name() -> &'static str {
                $path
            }
        };
    }

    handler! {
        /// From a macro.
        from_a_macro, POLICY, "/from-a-macro"
    }
}

/// A policy that a macro names by `$crate`, as that of another crate would.
pub(crate) mod of_a_crate {
    use cors_runtime::{Policy, cross_origin};

    /// Where the policy is a constant of a type.
    pub(crate) struct Policies;

    impl Policies {
        pub(crate) const POLICY: Policy = super::POLICY;
    }

    macro_rules! handler {
        ($name:ident, $path:literal) => {
            #[cross_origin($crate::names::of_a_crate::Policies::POLICY)]
            #[actix_web::get($path)]
            pub(crate) async fn $name() -> &'static str {
                $path
            }
        };
    }

    handler!(wrapped, "/from-its-crate");
}

/// Handlers inside a function.
pub(crate) fn local(config: &mut actix_web::web::ServiceConfig) {
    #[cross_origin(POLICY)]
    #[actix_web::get("/local")]
    async fn local() -> &'static str {
        "local"
    }

    config.service(local);
}
