//! Tokens: what methods and header names are made of.

/// A token (RFC 9110, 5.6.2). `http` knows this rule too, but not in a `const fn`.
pub const fn is_token(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !matches!(text[at], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'!' | b'#' | b'$' | b'%' | b'&'
            | b'\'' | b'*' | b'+' | b'.' | b'^' | b'_' | b'`' | b'|' | b'~')
        {
            return false;
        }
        at += 1;
    }
    !text.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_judged_as_the_standard_does() {
        for byte in 0..=u8::MAX {
            let legal = byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            for text in [vec![byte], vec![b'a', byte], vec![byte, b'a']] {
                assert_eq!(is_token(&text), legal, "{byte:#x} in {text:?}");
            }
        }
        assert!(!is_token(b""), "a token is not empty");
    }
}
