//! The names of methods.

use crate::bytes::same;

/// No registered method has more than 17 bytes. A longer one is not worth reading: a client chooses its length.
pub const LONGEST: usize = 64;

/// The methods of a policy that names none: the CORS-safelisted ones (Fetch, "CORS-safelisted method").
pub const DEFAULT: [&str; 3] = ["GET", "HEAD", "POST"];

/// The methods that the Fetch standard normalises or browsers send in every letter case but their own; they are
/// case-sensitive (RFC 9110, 9.1).
pub const STANDARD: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

/// The registered methods (<https://www.iana.org/assignments/http-methods>) without `*` and `PRI`, which are reserved
/// and no request has, and without `CONNECT` and `TRACE`, which no browser sends.
#[rustfmt::skip]
pub const REGISTERED: [&str; 37] = [
    "ACL", "BASELINE-CONTROL", "BIND", "CHECKIN", "CHECKOUT", "COPY", "DELETE", "GET", "HEAD", "LABEL",
    "LINK", "LOCK", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MKREDIRECTREF", "MKWORKSPACE",
    "MOVE", "OPTIONS", "ORDERPATCH", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PUT", "QUERY", "REBIND",
    "REPORT", "SEARCH", "UNBIND", "UNCHECKOUT", "UNLINK", "UNLOCK", "UPDATE", "UPDATEREDIRECTREF",
    "VERSION-CONTROL",
];

/// Whether a method is registered, so that it can hardly be a typo for another one.
pub const fn is_registered(name: &str) -> bool {
    let mut at = 0;
    while at < REGISTERED.len() {
        if same(REGISTERED[at].as_bytes(), name.as_bytes()) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether browsers never send it (Fetch, "forbidden method").
pub const fn is_forbidden(name: &str) -> bool {
    name.eq_ignore_ascii_case("CONNECT")
        || name.eq_ignore_ascii_case("TRACE")
        || name.eq_ignore_ascii_case("TRACK")
}

/// The standard method that was probably meant by a name in quotes: one typo away, in whatever letters. Quotes
/// say that any other name that is not registered is meant as it is.
pub const fn standard_near(name: &str) -> Option<&'static str> {
    let mut at = 0;
    while at < STANDARD.len() && !is_registered(name) {
        if is_one_typo(name.as_bytes(), STANDARD[at].as_bytes()) {
            return Some(STANDARD[at]);
        }
        at += 1;
    }
    None
}

/// Whether one typo (a letter left out, added or changed, or two neighbours swapped) separates two words.
const fn is_one_typo(mut word: &[u8], mut other: &[u8]) -> bool {
    while let ([first, rest @ ..], [other_first, other_rest @ ..]) = (word, other)
        && first.eq_ignore_ascii_case(other_first)
    {
        (word, other) = (rest, other_rest);
    }
    while let ([rest @ .., last], [other_rest @ .., other_last]) = (word, other)
        && last.eq_ignore_ascii_case(other_last)
    {
        (word, other) = (rest, other_rest);
    }
    match (word, other) {
        ([_], [] | [_]) | ([], [_]) => true,
        ([first, last], [other_first, other_last]) => {
            first.eq_ignore_ascii_case(other_last) && last.eq_ignore_ascii_case(other_first)
        }
        _ => false,
    }
}

/// The registered method that a word was probably meant as: one typo away, two if it is long.
#[cfg(feature = "origins")]
pub fn registered_near(word: &str) -> Option<&'static str> {
    let upper = word.to_ascii_uppercase();
    let distance = |method: &&&str| crate::near::edit_distance(&upper, method);
    // Of two that are equally near, the one that is used more.
    let near = STANDARD.iter().chain(&REGISTERED).min_by_key(distance)?;
    (distance(&near) <= if word.len() > 5 { 2 } else { 1 }).then_some(near)
}

/// The standard method that differs from `name` only in letter case.
pub const fn right_case(name: &str) -> Option<&'static str> {
    let mut at = 0;
    while at < STANDARD.len() {
        let standard = STANDARD[at];
        if standard.eq_ignore_ascii_case(name) {
            return if same(standard.as_bytes(), name.as_bytes()) { None } else { Some(standard) };
        }
        at += 1;
    }
    None
}

#[cfg(all(test, feature = "origins"))]
mod tests;
