use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

#[test]
fn a_pattern_stands_for_one_byte_or_more() {
    let mut patterns: Vec<InLabel> =
        [("", "-x"), ("pr-", ""), ("pr-", "-y"), ("p", "p"), ("aa", "aa"), ("b", "")]
            .map(|(before, after)| (before.into(), after.into()))
            .into();
    sort(&mut patterns);
    for (label, matches) in [
        ("-x", false),
        ("a-x", true),
        ("pr-", false),
        ("pr-1", true),
        ("pp", false),
        ("pap", true),
        ("aaaa", false),
        ("aaaaa", true),
        ("aaab", false),
        ("b", false),
        ("bb", true),
        ("", false),
    ] {
        assert_eq!(any_matches(&patterns, label.as_bytes()), matches, "{label}");
    }
}

proptest! {
    #[test]
    fn bisection_finds_what_comparing_each_finds(
        patterns in vec(("[ab]{0,4}", "[ab]{0,4}"), 0..40),
        labels in vec("[ab]{0,9}", 1..40),
    ) {
        let mut patterns: Vec<InLabel> =
            patterns.into_iter().map(|(before, after)| (before.into(), after.into())).collect();
        sort(&mut patterns);
        for label in labels {
            let each = patterns.iter().any(|(before, after)| {
                label.len() > before.len() + after.len()
                    && label.starts_with(&**before)
                    && label.ends_with(&**after)
            });
            prop_assert_eq!(any_matches(&patterns, label.as_bytes()), each, "{} in {:?}", label, patterns);
        }
    }
}
