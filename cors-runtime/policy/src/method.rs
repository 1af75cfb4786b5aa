//! The names of methods.

/// The methods that the Fetch standard normalises or browsers send in every letter case but their own; they are
/// case-sensitive (RFC 9110, 9.1).
pub const STANDARD: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

/// The registered methods (<https://www.iana.org/assignments/http-methods>) without `*` and `PRI`, which are reserved
/// and no request has, and without `CONNECT` and `TRACE`, which no browser sends.
const REGISTERED: [&str; 37] = [
    "ACL",
    "BASELINE-CONTROL",
    "BIND",
    "CHECKIN",
    "CHECKOUT",
    "COPY",
    "DELETE",
    "GET",
    "HEAD",
    "LABEL",
    "LINK",
    "LOCK",
    "MERGE",
    "MKACTIVITY",
    "MKCALENDAR",
    "MKCOL",
    "MKREDIRECTREF",
    "MKWORKSPACE",
    "MOVE",
    "OPTIONS",
    "ORDERPATCH",
    "PATCH",
    "POST",
    "PROPFIND",
    "PROPPATCH",
    "PUT",
    "QUERY",
    "REBIND",
    "REPORT",
    "SEARCH",
    "UNBIND",
    "UNCHECKOUT",
    "UNLINK",
    "UNLOCK",
    "UPDATE",
    "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
];

/// Whether a method is registered, so that it can hardly be a slip for another one.
pub fn is_registered(name: &str) -> bool {
    REGISTERED.contains(&name)
}

/// The registered method that a word was probably meant as: one typing mistake away, two if it is long.
#[cfg(feature = "origins")]
pub fn registered_near(word: &str) -> Option<&'static str> {
    let upper = word.to_ascii_uppercase();
    let distance = |method: &&&str| crate::near::slips(&upper, method);
    // Of two that are equally near, the one that is used more.
    let near = STANDARD.iter().chain(&REGISTERED).min_by_key(distance)?;
    (distance(&near) <= if word.len() > 5 { 2 } else { 1 }).then_some(near)
}

/// The standard method that differs from `name` only in letter case.
pub const fn in_other_letters(name: &str) -> Option<&'static str> {
    let mut at = 0;
    while at < STANDARD.len() {
        let standard = STANDARD[at];
        if standard.eq_ignore_ascii_case(name) {
            return if crate::bytes::same(standard.as_bytes(), name.as_bytes()) {
                None
            } else {
                Some(standard)
            };
        }
        at += 1;
    }
    None
}

#[cfg(all(test, feature = "origins"))]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_to_the_method_that_was_meant() {
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
    fn the_list_is_sorted_and_holds_what_browsers_may_send() {
        assert!(REGISTERED.is_sorted());
        assert!(STANDARD.iter().all(|method| is_registered(method)));
        assert!(!["*", "PRI", "CONNECT", "TRACE", "TRACK", "get"].iter().any(|method| is_registered(method)));
    }
}
