//! `examples/environments.rs`.

use cors_tests::example::run;

#[test]
fn development_origins_are_in_debug_builds_only() {
    let output = run("environments", &[], &[]);
    let printed = String::from_utf8(output.stdout).expect("text");
    let expected = if cfg!(debug_assertions) { "allowed" } else { "the origin is not in `origins`" };
    assert!(printed.contains(&format!("GET from http://localhost:5173: {expected}\n")), "{printed}");
    assert_eq!(printed.contains("http://localhost:*"), cfg!(debug_assertions), "{printed}");
    assert!(printed.contains("https://*.partner.example.net"), "{printed}");
}
