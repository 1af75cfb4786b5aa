//! The policies of the lists.

use cors_runtime::{Policy, cors};

cors! {
    const ONE_EXACT = {
        origins: [include!("lists/one-exact.txt")],
        methods: [GET, PUT],
        headers: ["content-type", "x-a"],
    };
    const ONE_WHOLE = { origins: [include!("lists/one-whole.txt")], ..ONE_EXACT };
    const ONE_INSIDE = { origins: [include!("lists/one-inside.txt")], ..ONE_EXACT };
    const ONE_PORT = { origins: [include!("lists/one-port.txt")], ..ONE_EXACT };
    const TWO = { origins: [include!("lists/two.txt")], ..ONE_EXACT };
    const FEW_EXACT = { origins: [include!("lists/few-exact.txt")], ..ONE_EXACT };
    const NINE_EXACT = { origins: [include!("lists/nine-exact.txt")], ..ONE_EXACT };
    const FEW_MIXED = { origins: [include!("lists/few-mixed.txt")], ..ONE_EXACT };
    const FEW_PATTERNS = { origins: [include!("lists/few-patterns.txt")], ..ONE_EXACT };
    const PORTS = { origins: [include!("lists/ports.txt")], ..ONE_EXACT };
    const HUNDRED_MIXED = { origins: [include!("lists/hundred-mixed.txt")], ..ONE_EXACT };
    const HUNDRED_INSIDE = { origins: [include!("lists/hundred-inside.txt")], ..ONE_EXACT };
    const MANY_EXACT = { origins: [include!("lists/many-exact.txt")], ..ONE_EXACT };
    const ANY_HOST = { origins: [include!("lists/any-host.txt")], ..ONE_EXACT };
    const MANY_MIXED = { origins: [include!("lists/many-mixed.txt")], ..ONE_EXACT };
}

/// Each with the text of its list.
pub(crate) const ALL: [(Policy, &str); 15] = [
    (ONE_EXACT, include_str!("lists/one-exact.txt")),
    (ONE_WHOLE, include_str!("lists/one-whole.txt")),
    (ONE_INSIDE, include_str!("lists/one-inside.txt")),
    (ONE_PORT, include_str!("lists/one-port.txt")),
    (TWO, include_str!("lists/two.txt")),
    (FEW_EXACT, include_str!("lists/few-exact.txt")),
    (NINE_EXACT, include_str!("lists/nine-exact.txt")),
    (FEW_MIXED, include_str!("lists/few-mixed.txt")),
    (FEW_PATTERNS, include_str!("lists/few-patterns.txt")),
    (PORTS, include_str!("lists/ports.txt")),
    (HUNDRED_MIXED, include_str!("lists/hundred-mixed.txt")),
    (HUNDRED_INSIDE, include_str!("lists/hundred-inside.txt")),
    (ANY_HOST, include_str!("lists/any-host.txt")),
    (MANY_EXACT, include_str!("lists/many-exact.txt")),
    (MANY_MIXED, include_str!("lists/many-mixed.txt")),
];
