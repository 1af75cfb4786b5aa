//! Generated code uses no name that a user may have redefined, and is clean under the user's own lints.
#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic, clippy::nursery)]
// It contradicts `unreachable_pub`.
#![allow(clippy::redundant_pub_crate)]

/// A module in which no name of the prelude has its usual meaning.
#[allow(dead_code, unused_macros, non_camel_case_types)]
mod shadowed {
    use cors_runtime::cors;

    struct Option;
    struct Some;
    struct None;
    struct Ok;
    struct Err;
    struct Result;
    struct Vec;
    struct String;
    struct Box;
    struct str;
    struct u8;
    struct u16;
    struct u32;
    struct usize;
    struct bool;
    struct Policy;
    struct PolicyTemplate;
    struct Names;
    struct Facts;
    const VALUES: () = ();
    const FACTS: () = ();
    const POLICY: () = ();
    mod core {}
    mod std {}
    mod alloc {}
    mod cors_macros {}
    trait Default {}
    trait Into {}
    const fn drop() {}
    macro_rules! panic {
        ($($tokens:tt)*) => {
            compile_error!("the user's panic!")
        };
    }
    macro_rules! concat {
        ($($tokens:tt)*) => {
            compile_error!("the user's concat!")
        };
    }
    macro_rules! assert {
        ($($tokens:tt)*) => {
            compile_error!("the user's assert!")
        };
    }
    macro_rules! include {
        ($($tokens:tt)*) => {
            compile_error!("the user's include!")
        };
    }
    macro_rules! include_bytes {
        ($($tokens:tt)*) => {
            compile_error!("the user's include_bytes!")
        };
    }
    macro_rules! file {
        ($($tokens:tt)*) => {
            compile_error!("the user's file!")
        };
    }
    macro_rules! line {
        ($($tokens:tt)*) => {
            compile_error!("the user's line!")
        };
    }
    macro_rules! cfg {
        ($($tokens:tt)*) => {
            compile_error!("the user's cfg!")
        };
    }

    cors! {
        /// All that can be generated.
        pub(crate) const APP = {
            origins: [
                "https://app.example.com",
                "https://*.app.example.com",
                "https://pr-*.review.example.com",
                "http://localhost:*",
                include!("lists/origins.txt"),
                #[cfg(debug_assertions)]
                "https://debug.example.com",
            ],
            methods: [GET, PUT],
            headers: ["x-a"],
            expose: ["etag"],
            credentials: true,
            max_age: 1h,
        };
        pub(crate) const ANY = { origins: any, methods: any, headers: any, expose: any };
        pub(crate) const TEMPLATE = { origins: ["https://app.example.com", runtime], max_age: 0s };

        expect APP {
            allow PUT from "https://a.b.app.example.com" with ["x-a"];
            deny PUT from "https://review.example.com" with ["x-a"];
        }
        expect ANY { allow GET from "https://app.example.com" with ["authorization"]; }
        expect TEMPLATE { deny PUT from "https://tenant.example"; }
        expect APP {}
        expect APP { within APP; within super::outer::OUTER; }
    }

    cors! {
        within ANY;
        const SMALL = { origins: ["https://app.example.com"] };
    }

    pub(crate) const fn expression() -> cors_runtime::Policy {
        cors! {
            origins: ["https://app.example.com", #[cfg(debug_assertions)] "https://debug.example.com"],
            max_age: 1m,
        }
    }
}

/// Policies of another module, which the compiler compares.
mod outer {
    cors_runtime::cors! {
        pub(crate) const OUTER = {
            origins: ["https://*.example.com", "http://localhost:*"],
            methods: any,
            headers: any,
            expose: any,
            credentials: true,
        };
    }
}

/// One block leaves no names that could collide with those of a second one.
mod twice {
    use cors_runtime::cors;

    cors! {
        pub(crate) const ONE = { origins: [include!("lists/origins.txt")] };
        expect ONE { deny GET from "null"; }
    }
    cors! {
        pub(crate) const TWO = { origins: [include!("lists/origins.txt")] };
        expect TWO { deny GET from "null"; }
    }
}

#[test]
fn shadowed_names_change_nothing() {
    assert!(shadowed::APP.allows_origin("https://x.listed.example.com"));
    assert!(shadowed::APP.credentials() && shadowed::ANY.origins().is_any());
    assert_eq!(shadowed::TEMPLATE.max_age(), Some(std::time::Duration::ZERO));
    assert!(shadowed::expression().name().contains("hygiene.rs:"));
    assert!(twice::ONE == twice::TWO);
}
