//! Tests of a policy: in its own block, as constants in any crate, and in ordinary tests.
//!
//! ```text
//! cargo run -p cors-examples --example policy_tests
//! cargo test -p cors-examples --example policy_tests
//! ```

/// What a platform team would publish as a separate crate.
pub mod policies {
    use cors_runtime::cors;

    cors! {
        /// For the web app and its previews.
        pub const APP = {
            origins: ["https://app.example.com", "https://*.preview.example.com"],
            methods: [GET, PUT],
            headers: ["content-type", "authorization"],
            credentials: true,
            max_age: 1h,
        };

        // Next to the policy: an expectation that does not hold fails the build at its line, and says which check
        // decided.
        expect APP {
            allow PUT from "https://app.example.com" with ["content-type"];
            allow GET from "https://a.b.preview.example.com";
            deny GET from "https://preview.example.com";
            deny GET from "null";
        }
    }
}

// What a security reviewer would write, in another module or crate, without touching the policy.
mod review {
    use cors_runtime::{Policy, cors};

    use crate::policies;

    cors! {
        expect policies::APP {
            deny GET from "https://app.example.com.evil.net";
            deny GET from "https://evilapp.example.com";
            deny GET from "http://app.example.com";
            deny DELETE from "https://app.example.com";
            deny GET from "https://app.example.com" with ["x-debug"];
        }
    }

    // The same in plain Rust: these need not be about a single request.
    const _: () = assert!(!policies::APP.allows_method("DELETE"));
    const _: () = assert!(forgets_within_a_day(policies::APP));

    const fn forgets_within_a_day(policy: Policy) -> bool {
        match policy.max_age() {
            Some(age) => age.as_secs() <= 24 * 60 * 60,
            None => true,
        }
    }
}

fn main() {
    println!("{}\n", policies::APP);
    println!("If one of the expectations in this file did not hold, it would not have compiled.");
}

#[cfg(test)]
mod tests {
    use cors_runtime::Verdict;

    use crate::policies::APP;

    #[test]
    fn every_origin_of_the_policy_is_one_of_ours() {
        for origin in APP.origins().listed() {
            assert!(origin.ends_with(".example.com"), "{origin} is not ours");
        }
    }

    #[test]
    fn a_refusal_says_why() {
        let verdict = APP.check("https://app.example.com", "GET", &["x-debug"]);
        assert_eq!(verdict, Verdict::HeaderNotAllowed);
        assert_eq!(verdict.to_string(), "a request header is not in `headers`");
    }

    // What must not compile is a test too, with trybuild (https://docs.rs/trybuild). For a file with a policy and one with
    // the compiler's message it is this line in a `#[test]`, as `tests/tests/ui` of this repository has it:
    //
    //     trybuild::TestCases::new().compile_fail("policies/credentials-for-everybody.rs");
}
