use super::*;

#[test]
fn a_typo_leads_to_the_method_that_was_meant() {
    for (word, meant) in [
        ("DELTE", Some("DELETE")),
        ("PTACH", Some("PATCH")),
        ("GTE", Some("GET")),
        ("POTS", Some("POST")),
        ("delte", Some("DELETE")),
        ("PROPFND", Some("PROPFIND")),
        ("METHODS", None),
        ("LOG", None),
        ("runtime", None),
        ("FETCH", None),
    ] {
        assert_eq!(registered_near(word), meant, "{word}");
    }
}

#[test]
fn one_slip_is_what_the_count_says() {
    let words = [
        "", "P", "PUT", "put", "PTU", "UPT", "PUTT", "PPUT", "PU", "PUTTT", "POST", "GETS", "TEG", "HEAD",
        "HAED",
    ];
    for (a, b) in words.iter().flat_map(|a| words.map(|b| (*a, b))) {
        let count = crate::near::edit_distance(&a.to_ascii_uppercase(), &b.to_ascii_uppercase());
        assert_eq!(is_one_typo(a.as_bytes(), b.as_bytes()), count == 1, "{a} {b}");
    }
}

#[test]
fn a_registered_method_is_no_slip() {
    for (word, meant) in [
        ("PUTT", Some("PUT")),
        ("Delte", Some("DELETE")),
        ("GETS", Some("GET")),
        ("HAED", Some("HEAD")),
        ("PUT", None),
        ("LINK", None),
        ("PURGE", None),
        ("M-SEARCH", None),
        ("", None),
    ] {
        assert_eq!(standard_near(word), meant, "{word}");
    }
}

#[test]
fn the_list_is_sorted_and_holds_what_browsers_may_send() {
    assert!(REGISTERED.is_sorted());
    assert!(STANDARD.iter().all(|method| is_registered(method)));
    assert!(!["*", "PRI", "CONNECT", "TRACE", "TRACK", "get"].iter().any(|method| is_registered(method)));
}
