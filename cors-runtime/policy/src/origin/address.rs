//! IP addresses, as browsers write them; in `const fn`s, because the standard library's parser is not one.

use crate::bytes::starts_with;

/// The last label is a number, so the host is an IPv4 address or invalid
/// (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
pub(super) const fn ends_in_number(host: &[u8]) -> bool {
    let mut at = host.len();
    while at > 0 && host[at - 1] != b'.' {
        at -= 1;
    }
    let (_, last) = host.split_at(at);
    let hexadecimal = starts_with(last, b"0x");
    let mut at = if hexadecimal { 2 } else { 0 };
    while at < last.len() {
        if !(last[at].is_ascii_digit() || hexadecimal && last[at].is_ascii_hexdigit()) {
            return false;
        }
        at += 1;
    }
    true
}

/// Four decimal numbers up to 255, without leading zeros.
pub(super) const fn is_ipv4(host: &[u8]) -> bool {
    let (mut at, mut numbers, mut number, mut digits) = (0, 1, 0_u32, 0);
    while at < host.len() {
        match host[at] {
            b'.' if digits > 0 && numbers < 4 => (numbers, number, digits) = (numbers + 1, 0, 0),
            byte @ b'0'..=b'9' if digits == 0 || number > 0 => {
                (number, digits) = (number * 10 + (byte - b'0') as u32, digits + 1);
            }
            _ => return false,
        }
        if number > 255 {
            return false;
        }
        at += 1;
    }
    numbers == 4 && digits > 0
}

/// Eight groups as the URL standard writes them (<https://url.spec.whatwg.org/#concept-ipv6-serializer>): lower case,
/// no leading zeros, `::` for the first of the longest runs of at least two zeros.
pub(super) const fn is_ipv6(text: &[u8]) -> bool {
    let Some((groups, count, gap)) = groups(text) else { return false };
    let (mut from, mut run, mut at) = (8, 1, 0);
    while at < 8 {
        let mut end = at;
        while end < 8 && group(&groups, count, gap, end) == 0 {
            end += 1;
        }
        if end - at > run {
            (from, run) = (at, end - at);
        }
        at = end + 1;
    }
    match gap {
        None => count == 8 && from == 8,
        Some(gap) => from == gap && count + run == 8,
    }
}

/// The group at `at`, with the gap filled in.
const fn group(groups: &[u16; 8], count: usize, gap: Option<usize>, at: usize) -> u16 {
    match gap {
        Some(gap) if at >= gap => {
            let zeros = 8 - count;
            if at < gap + zeros { 0 } else { groups[at - zeros] }
        }
        _ => groups[at],
    }
}

/// The groups that are written, how many, and before which of them `::` stands.
const fn groups(text: &[u8]) -> Option<([u16; 8], usize, Option<usize>)> {
    let (mut groups, mut count, mut gap, mut at) = ([0_u16; 8], 0, None, 0);
    if starts_with(text, b"::") {
        (gap, at) = (Some(0), 2);
    }
    while at < text.len() {
        let start = at;
        let mut value = 0;
        while at < text.len() && at - start < 4 {
            value = match text[at] {
                digit @ b'0'..=b'9' => value << 4 | (digit - b'0') as u16,
                digit @ b'a'..=b'f' => value << 4 | (digit - b'a' + 10) as u16,
                _ => break,
            };
            at += 1;
        }
        if count == 8 || at == start || text[start] == b'0' && at - start > 1 {
            return None;
        }
        groups[count] = value;
        count += 1;
        if at == text.len() {
            break;
        }
        let (_, rest) = text.split_at(at);
        if starts_with(rest, b"::") && gap.is_none() {
            (gap, at) = (Some(count), at + 2);
        } else if text[at] == b':' && rest.len() > 1 && rest[1] != b':' {
            at += 1;
        } else {
            return None;
        }
    }
    Some((groups, count, gap))
}
