//! The runtime matches what `cors!` accepts: tables of every size, of generated origins.

use std::fmt::Write as _;
use std::fs;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

use crate::fixture::Fixture;

/// What a list is made of.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Exact,
    AnyPort,
    Whole,
    InLabel,
    Mixed,
}

/// A port that is neither scheme's own, or none.
fn port() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        1 => (1000_u16..).prop_map(|port| format!(":{port}")),
    ]
}

/// A legal entry. `at` keeps the entries of a list apart; the bases keep the kinds apart.
fn entry(kind: Kind, at: usize) -> BoxedStrategy<String> {
    let scheme = prop::sample::select(vec!["https", "http"]);
    let domain = "[a-z0-9_-]{0,8}(\\.[a-z0-9-]{1,5}){0,2}\\.[a-z]{2,4}";
    let name = |suffix: &'static str| domain.prop_map(move |domain| format!("{domain}.{suffix}.example"));
    match kind {
        Kind::Exact => prop_oneof![
            8 => (scheme, name("exact"), port()).prop_map(move |(scheme, name, port)| format!("{scheme}://e{at}{name}{port}")),
            1 => Just(format!("http://10.{}.{}.{}", at / 65536, at / 256 % 256, at % 256)),
            1 => Just(format!("https://[2001:db8::1:{:x}]:8443", at + 1)),
            1 => "[A-Za-z0-9._-]{1,12}".prop_map(move |host| format!("chrome-extension://{host}{at}")),
        ]
        .boxed(),
        Kind::AnyPort => {
            (scheme, name("port")).prop_map(move |(scheme, name)| format!("{scheme}://p{at}{name}:*")).boxed()
        }
        Kind::Whole => (scheme, name("whole"), prop_oneof![3 => port(), 1 => Just(":*".to_owned())])
            .prop_map(move |(scheme, name, port)| format!("{scheme}://*.w{at}{name}{port}"))
            .boxed(),
        Kind::InLabel => (scheme, "[a-z]{0,3}", "(-[a-z0-9]{0,3})?", 0..3_u8, port())
            .prop_map(move |(scheme, before, after, base, port)| {
                format!("{scheme}://{before}{at}-*{after}.shared{base}.label.example{port}")
            })
            .boxed(),
        Kind::Mixed => prop_oneof![
            entry(Kind::Exact, at),
            entry(Kind::AnyPort, at),
            entry(Kind::Whole, at),
            entry(Kind::InLabel, at)
        ]
        .boxed(),
    }
}

#[test]
fn every_entry_is_matched_and_its_neighbours_are_not() {
    let fixture = Fixture::new("tables");
    let mut runner = TestRunner::deterministic();
    let mut policies = String::from("cors! {\n");
    let mut names = Vec::new();
    let mut blocks = String::new();
    let small = (1..=20).map(|size| (Kind::Mixed, size));
    let kinds = [Kind::Exact, Kind::AnyPort, Kind::Whole, Kind::InLabel, Kind::Mixed];
    let large = kinds.into_iter().flat_map(|kind| [1, 8, 9, 100, 1000].map(|size| (kind, size)));
    for (kind, size) in small.chain(large).chain([(Kind::Exact, 10_000)]) {
        let name = format!("P{}", names.len());
        let list: Vec<String> =
            (0..size).map(|at| entry(kind, at).new_tree(&mut runner).unwrap().current()).collect();
        let file = format!("{name}.txt");
        fs::write(fixture.path("src").join(&file), list.join("\n")).unwrap();
        let _ = writeln!(policies, "    const {name} = {{ origins: [include!({file:?})] }};");
        // The compiler's own look-ups.
        if let Some(exact) = list.iter().find(|entry| !entry.contains('*')) {
            let _ = writeln!(
                blocks,
                "    expect {name} {{ allow GET from {exact:?}; deny GET from \"https://neither.nor\"; }}"
            );
        }
        names.push(name);
    }
    let _ = writeln!(policies, "{blocks}}}\nconst POLICIES: &[Policy] = &[{}];", names.join(", "));
    fs::write(fixture.path("src/policies.rs"), policies).unwrap();
    let said = fixture.cargo(&["run", "--config", "profile.dev.package.tables.opt-level=1"]);
    assert!(said.starts_with("46 policies"), "{said}");
    let misses: usize =
        said.split(", ").nth(2).and_then(|part| part.split(' ').next()?.parse().ok()).unwrap();
    assert!(misses > 50_000, "{said}");
}
