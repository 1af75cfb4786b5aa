//! The methods that the standards define and browsers send.

/// They are case-sensitive (RFC 9110, 9.1).
pub const STANDARD: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

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
