//! The matcher against a naive reference that is written from the words of the language and of the standard.
//!
//! `CORS_CASES` sets how many origins are tried (`.ci/run` takes a million, built with `--release`), `CORS_SEED` where
//! they begin. The lists in `lists/` are read by the compiler and by the reference; they share schemes, labels,
//! beginnings, ends and ports, and are of the sizes at which the tables change their form.

mod lists;
mod origins;
mod policies;
mod reference;
mod requests;

use std::env;

use self::origins::Random;
use self::policies::ALL;
use self::reference::Reference;

fn variable(name: &str, default: u64) -> u64 {
    env::var(name).map_or(default, |value| value.parse().unwrap_or_else(|_| panic!("{name} is `{value}`")))
}

/// How many cases: few in an ordinary run, which is not optimised.
fn cases() -> u64 {
    variable("CORS_CASES", 50_000)
}

#[test]
fn the_matcher_agrees_with_the_reference() {
    let seed = variable("CORS_SEED", 1);
    let mut random = Random::new(seed);
    let (mut allowed, mut tried) = (0_u64, 0_u64);
    for (policy, list) in ALL.iter().cycle() {
        let reference = Reference::read(list);
        for _ in 0..1_000.min(cases() - tried) {
            let origin = random.origin(&reference);
            let expected = reference.allows(&origin);
            assert_eq!(
                policy.allows_origin(&origin),
                expected,
                "{} and {origin:?}, by {:?}; case {tried} of seed {seed}",
                policy.name(),
                reference.who_allows(&origin),
            );
            allowed += u64::from(expected);
            tried += 1;
        }
        if tried >= cases() {
            break;
        }
    }
    println!("{tried} origins, {allowed} of them allowed, no disagreement");
    assert!(
        allowed * 5 > tried && allowed * 5 < tried * 4,
        "too one-sided to prove much: {allowed} of {tried}"
    );
}

/// Every entry is found: as written, or with something in place of its wildcards.
#[test]
fn every_entry_is_found() {
    let mut random = Random::new(7);
    for (policy, list) in ALL {
        let reference = Reference::read(list);
        assert!(!reference.entries().is_empty(), "{}", policy.name());
        for entry in reference.entries() {
            let meant = (0..100).map(|_| random.instance(entry)).find(|origin| reference.allows(origin));
            let origin = meant.unwrap_or_else(|| panic!("no instance of {entry}"));
            assert!(policy.allows_origin(&origin), "{} {entry} {origin}", policy.name());
        }
    }
}
