use super::*;

#[test]
fn an_edit_distance_counts_typos() {
    for (a, b, want) in [
        ("", "", 0),
        ("", "abc", 3),
        ("https", "https", 0),
        ("htps", "https", 1),
        ("hhtps", "https", 1),
        ("httsp", "https", 1),
        ("httpz", "https", 1),
        ("hxxp", "http", 2),
        ("orgins", "origins", 1),
        ("methdos", "methods", 1),
        ("ca", "abc", 3),
    ] {
        assert_eq!((edit_distance(a, b), edit_distance(b, a)), (want, want), "{a} {b}");
    }
}

#[test]
fn a_near_miss_is_at_most_two_typos_away() {
    let words = ["origins", "methods"];
    assert_eq!(near_miss("Origns", &words), Some("origins"));
    assert_eq!(near_miss("method", &words), Some("methods"));
    assert_eq!(near_miss("timeout", &words), None);
    assert_eq!(near_miss("US", &["EU"]), None, "nothing of it is left");
    assert_eq!(near_miss("APQ", &["APP"]), Some("APP"));
    assert_eq!(near_miss("x", &[]), None);
}
