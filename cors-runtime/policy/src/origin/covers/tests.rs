use proptest::prelude::*;

use super::*;

fn covers(wide: &str, narrow: &str) -> bool {
    Pattern::parse(wide).unwrap().covers(&Pattern::parse(narrow).unwrap())
}

#[test]
fn a_wider_entry_covers_a_narrower_one() {
    for (wide, narrow) in [
        ("https://a.com", "https://a.com"),
        ("https://*.a.com", "https://*.a.com"),
        ("https://*.a.com", "https://x.a.com"),
        ("https://*.a.com", "https://y.x.a.com"),
        ("https://*.a.com", "https://*.b.a.com"),
        ("https://*.a.com", "https://p-*.a.com"),
        ("https://*.a.com", "https://p-*.x.a.com"),
        ("https://a.com:*", "https://a.com"),
        ("https://a.com:*", "https://a.com:8080"),
        ("https://*.a.com:*", "https://x.a.com:1"),
        ("https://*.a.com:*", "https://*.a.com"),
        ("https://a*.a.com", "https://ab*.a.com"),
        ("https://a*c.a.com", "https://ab*c.a.com"),
        ("https://a*c.a.com", "https://a*bc.a.com"),
        ("https://*a.a.com", "https://b*a.a.com"),
        ("https://ab*ba.a.com", "https://abxba.a.com"),
        ("http://127.0.0.1:*", "http://127.0.0.1:3000"),
        ("tauri://localhost:*", "tauri://localhost"),
        ("moz-extension://*", "moz-extension://0A.b_c-d"),
        ("moz-extension://*:*", "moz-extension://*"),
        ("moz-extension://*:*", "moz-extension://a:1"),
    ] {
        assert!(covers(wide, narrow), "{wide} covers {narrow}");
    }
}

#[test]
fn an_entry_that_is_only_similar_is_not_covered() {
    for (wide, narrow) in [
        ("https://*.a.com", "https://a.com"),
        ("https://*.a.com", "https://xa.com"),
        ("https://*.a.com", "https://*.com"),
        ("https://*.a.com", "http://x.a.com"),
        ("https://*.a.com", "https://x.a.com:8080"),
        ("https://*.a.com", "https://x.a.com:*"),
        ("https://*.a.com:8080", "https://x.a.com"),
        ("https://a.com", "https://a.com:*"),
        ("https://p-*.a.com", "https://*.a.com"),
        ("https://p-*.a.com", "https://p-.a.com"),
        ("https://p-*.a.com", "https://p-x.y.a.com"),
        ("https://p-*.a.com", "https://p-x.b.com"),
        ("https://p-*.a.com", "https://p-1*.b.a.com"),
        ("https://ab*.a.com", "https://a*.a.com"),
        ("https://a*c.a.com", "https://ac.a.com"),
        ("https://ab*ba.a.com", "https://aba.a.com"),
        ("https://ab*ba.a.com", "https://abba.a.com"),
        ("https://a*b.a.com", "https://*ab.a.com"),
        ("tauri://localhost", "tauri://LOCALHOST"),
        ("moz-extension://a", "moz-extension://*"),
        ("moz-extension://*", "moz-extension://*:*"),
        ("moz-extension://*", "moz-extension://a:1"),
        ("moz-extension://*", "chrome-extension://a"),
        ("moz-extension://*", &format!("moz-extension://{}", "a".repeat(254))),
    ] {
        assert!(!covers(wide, narrow), "{wide} does not cover {narrow}");
    }
}

/// Short texts from few letters, so that two of them have much in common.
fn few() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ab]{0,2}\\*[ab]{0,2}\\.a(\\.b)?",
        "\\*\\.[ab](\\.b)?",
        "[ab]{1,4}\\.[ab](\\.b)?",
        "[ab]{1,2}\\.[ab]\\.a(\\.b)?",
    ]
    .prop_map(|host| format!("https://{host}"))
}

proptest! {
    #[test]
    fn a_covered_entry_never_matches_alone(wide in few(), narrow in few(), exact in few(), filling in "[ab]{1,3}") {
        let [wide, narrow] = [wide, narrow].map(|text| Pattern::parse(&text).unwrap());
        for exact in [exact, narrow.text().replace('*', &filling)].map(|text| Pattern::parse(&text).unwrap()) {
            prop_assert!(!(wide.covers(&narrow) && narrow.covers(&exact)) || wide.covers(&exact));
        }
    }

    #[test]
    fn an_entry_that_is_not_covered_has_a_witness(wide in few(), narrow in few()) {
        let [wide, narrow] = [wide, narrow].map(|text| Pattern::parse(&text).unwrap());
        // `z` and `z.z` stand for everything that the fixed parts do not name.
        let witnesses = ["z", "z.z"].map(|filling| narrow.text().replace('*', filling));
        let all = witnesses.iter().filter_map(|text| Pattern::parse_exact(text).ok()).filter(|exact| narrow.covers(exact))
            .all(|exact| wide.covers(&exact));
        prop_assert_eq!(wide.covers(&narrow), all);
    }
}
