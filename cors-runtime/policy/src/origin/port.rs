//! Ports as numbers, in `const fn`s.

use crate::bytes::starts_with;

/// The number of a port that is not written: the scheme's default.
pub const DEFAULT_PORT: u32 = 0;
/// The number of a port that is `*`.
pub const ANY_PORT: u32 = 1 << 16;

/// The schemes that look-ups tell apart by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `http`, or one whose text is compared.
    Other = 0,
    /// `https`.
    Https = 1,
}

/// Scheme and port in one number: bit 17 is set for https; below it the port, [`DEFAULT_PORT`] or [`ANY_PORT`].
#[inline]
pub const fn scheme_and_port(scheme: Scheme, port: u32) -> u32 {
    (scheme as u32) << 17 | port
}

/// An origin's text before its port, and the port: 1 to 65535 without a leading zero, never the scheme's default
/// (a browser does not send that), or [`DEFAULT_PORT`] if none is written. `None` for what no browser sends.
#[inline]
pub const fn split_port(text: &[u8]) -> Option<(&[u8], u32)> {
    let (mut at, mut port, mut unit) = (text.len(), 0, 1);
    while at > 0 && text[at - 1].is_ascii_digit() {
        if text.len() - at == 5 {
            return Some((text, DEFAULT_PORT)); // more digits than a port has: part of a host, if anything
        }
        at -= 1;
        port += (text[at] - b'0') as u32 * unit;
        unit *= 10;
    }
    if at == text.len() || at == 0 || text[at - 1] != b':' {
        return Some((text, DEFAULT_PORT));
    }
    let (stem, _) = text.split_at(at - 1);
    let default = if starts_with(stem, b"https://") {
        443
    } else if starts_with(stem, b"http://") {
        80
    } else {
        0
    };
    if text[at] == b'0' || port > 65_535 || port == default { None } else { Some((stem, port)) }
}
