//! The scan of Access-Control-Request-Headers: it takes nothing that a naive split would not take, takes all of it
//! where the value is of a browser's size, and gives up on lists that are longer than the policy's by more than a bit.
#![no_main]

use cors_runtime::inspect::allows_request_headers;
use cors_runtime::{Policy, cors};
use libfuzzer_sys::fuzz_target;

cors! {
    const NONE = { origins: any };
    const LISTED = { origins: any, headers: ["authorization", "content-type", "x-a", "x-long-name-of-a-header"] };
    const ANY = { origins: any, headers: any };
    const REPEATED = { origins: ["https://app.example.com"], headers: any, credentials: true };
}

fuzz_target!(|input: &[u8]| {
    let lines: Vec<&[u8]> = input.split(|byte| *byte == b'\n').collect();
    let elements: Vec<&[u8]> = lines.iter().flat_map(|line| line.split(|byte| *byte == b',')).collect();
    for policy in [NONE, LISTED, ANY, REPEATED] {
        let granted = allows_request_headers(policy, lines.iter().copied());
        let naive = elements.iter().all(|element| is_allowed(policy, element));
        assert!(!granted || naive, "{}", policy.name());
        let names = if policy.headers().is_any() { 112 } else { policy.headers().listed().len() };
        assert!(!granted || elements.len() <= names + 16, "{}: {} elements", policy.name(), elements.len());
        let is_small = input.len() <= 1024 && elements.len() <= names;
        assert!(!is_small || granted == naive, "{}", policy.name());
    }
    assert!(allows_request_headers(NONE, std::iter::empty()), "no line asks for nothing");
});

/// RFC 9110, 5.6.1: a list's elements have optional white space around them, and may be empty.
fn is_allowed(policy: Policy, element: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(element) else { return false };
    let name = text.trim_matches([' ', '\t']);
    name.is_empty() || policy.allows_header(name)
}
