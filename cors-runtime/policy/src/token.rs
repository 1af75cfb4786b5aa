//! Tokens: what methods and header names are made of.

/// What a token may contain, by byte (RFC 9110, 5.6.2).
const IN_TOKEN: &[bool; 256] = &{
    let mut bytes = [false; 256];
    let mut at = 0;
    while at < 128_u8 {
        bytes[at as usize] = at.is_ascii_alphanumeric()
            || matches!(
                at,
                b'-' | b'!'
                    | b'#'
                    | b'$'
                    | b'%'
                    | b'&'
                    | b'\''
                    | b'*'
                    | b'+'
                    | b'.'
                    | b'^'
                    | b'_'
                    | b'`'
                    | b'|'
                    | b'~'
            );
        at += 1;
    }
    bytes
};

/// A token. `http` knows this rule too, but not in a `const fn`.
pub const fn is_token(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        if !IN_TOKEN[text[at] as usize] {
            return false;
        }
        at += 1;
    }
    !text.is_empty()
}

#[cfg(test)]
mod tests;
