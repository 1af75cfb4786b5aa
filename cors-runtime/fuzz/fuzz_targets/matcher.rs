//! The matcher of exact origins and patterns, in its `const` form: it agrees with the naive reference of
//! `tests/tests/matcher`, and what it grants is an origin.
#![no_main]

use cors_runtime::Origin;
use cors_runtime::inspect::allows_origin_bytes;
use libfuzzer_sys::fuzz_target;

// The reference names the crate that holds what an entry means; here it is this one.
extern crate self as cors_tests;
#[path = "../../../tests/src/origins.rs"]
pub mod origins;

#[path = "../../../tests/tests/matcher/policies.rs"]
mod policies;
#[allow(dead_code)]
#[path = "../../../tests/tests/matcher/reference.rs"]
mod reference;

fuzz_target!(|input: (u8, u16, &[u8])| {
    let (policy, entry, bytes) = input;
    let (policy, list) = policies::ALL[usize::from(policy) % policies::ALL.len()];
    let reference = reference::Reference::read(list);
    // The fuzzer need not find out what the lists hold: `*` of the input stands for an entry's text.
    let entry = reference.entries()[usize::from(entry) % reference.entries().len()];
    let text = bytes.split(|byte| *byte == b'*').collect::<Vec<_>>().join(entry.as_bytes());
    for bytes in [bytes, &text] {
        let granted = allows_origin_bytes(policy, bytes);
        match std::str::from_utf8(bytes) {
            Ok(origin) => {
                assert_eq!(granted, reference.allows(origin), "{} {origin:?}", policy.name());
                assert_eq!(granted, policy.allows_origin(origin));
                assert!(!granted || Origin::parse(origin).is_some(), "{} {origin:?}", policy.name());
            }
            Err(_) => assert!(!granted, "{} {bytes:?}", policy.name()),
        }
    }
});
