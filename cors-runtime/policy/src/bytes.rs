//! Comparisons of bytes that the standard library does not offer in a `const fn`.

/// `a == b`: length first, then eight bytes at a time. The first eight come last, because two origins rarely differ in
/// `https://`.
#[inline]
pub const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (Some((a_first, mut a_rest)), Some((b_first, mut b_rest))) =
        (a.split_first_chunk::<8>(), b.split_first_chunk::<8>())
    else {
        return same_bytes(a, b);
    };
    while let (Some((x, a_behind)), Some((y, b_behind))) =
        (a_rest.split_first_chunk::<8>(), b_rest.split_first_chunk::<8>())
    {
        if u64::from_ne_bytes(*x) != u64::from_ne_bytes(*y) {
            return false;
        }
        (a_rest, b_rest) = (a_behind, b_behind);
    }
    if let (Some(x), Some(y)) = (a.last_chunk::<8>(), b.last_chunk::<8>())
        && u64::from_ne_bytes(*x) != u64::from_ne_bytes(*y)
    {
        return false;
    }
    u64::from_ne_bytes(*a_first) == u64::from_ne_bytes(*b_first)
}

/// The same for fewer than eight bytes, as two numbers that overlap.
const fn same_bytes(a: &[u8], b: &[u8]) -> bool {
    if let (Some(a_first), Some(b_first), Some(a_last), Some(b_last)) =
        (a.first_chunk::<4>(), b.first_chunk::<4>(), a.last_chunk::<4>(), b.last_chunk::<4>())
    {
        u32::from_ne_bytes(*a_first) == u32::from_ne_bytes(*b_first)
            && u32::from_ne_bytes(*a_last) == u32::from_ne_bytes(*b_last)
    } else if let (Some(a_first), Some(b_first), [.., a_last], [.., b_last]) =
        (a.first_chunk::<2>(), b.first_chunk::<2>(), a, b)
    {
        u16::from_ne_bytes(*a_first) == u16::from_ne_bytes(*b_first) && *a_last == *b_last
    } else {
        match (a, b) {
            ([a], [b]) => *a == *b,
            _ => a.is_empty(),
        }
    }
}

/// Whether `a` starts with `start`.
#[inline]
pub const fn starts_with(a: &[u8], start: &[u8]) -> bool {
    match a.split_at_checked(start.len()) {
        Some((head, _)) => same(head, start),
        None => false,
    }
}

/// Whether `a` ends with `end`.
#[inline]
pub const fn ends_with(a: &[u8], end: &[u8]) -> bool {
    a.len() >= end.len() && same(a.split_at(a.len() - end.len()).1, end)
}

/// Whether `byte` is in `text`.
#[inline]
pub const fn contains(text: &[u8], byte: u8) -> bool {
    let mut at = 0;
    while at < text.len() {
        if text[at] == byte {
            return true;
        }
        at += 1;
    }
    false
}

/// `text` after `start`.
#[inline]
pub const fn strip<'a>(text: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    if starts_with(text, start) { Some(text.split_at(start.len()).1) } else { None }
}

#[cfg(test)]
mod tests;
