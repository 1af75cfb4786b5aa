use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn the_index_finds_what_a_comparison_finds(
        texts in prop::collection::vec("(https?://)(\\*\\.|a?\\*b?\\.|ab?\\.|aab\\.)?(a\\.)?(a\\.test|b\\.test)(:\\*|:1|:2)?|x://(a|a\\.b|\\*)(:\\*|:1)?|http://\\[::1\\](:\\*)?", 1..24),
    ) {
        let origins: Vec<Pattern> = texts.iter().filter_map(|text| Pattern::parse(text).ok()).collect();
        let covering = Covering::new(origins.iter());
        for origin in &origins {
            let compared: Vec<usize> =
                (0..origins.len()).filter(|other| origins[*other].covers(origin)).collect();
            let mut found = covering.find(origin);
            found.sort_unstable();
            prop_assert_eq!(found, compared, "{}", origin.text());
        }
    }
}
