//! The hash of the perfect-hash tables: one function that the macro runs to build a table, the compiler for a
//! `const` query and the server for a request.
//!
//! phf's own `SipHash` is not a `const fn`, and slower than needed: a look-up compares the whole text afterwards,
//! so a collision with an entry gains nothing. Two entries that collide make a table more expensive to build; in a
//! constant they are the author's own, and a list that is read at run time is hashed with a secret key.

const MIX: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0xd1b5_4a32_d192_ed03, 0x8cb9_2ba7_2f3d_8dd7];

/// `(g, f1, f2)` as phf's displacement scheme names them, of `text` under the table's `key`. `tag` separates entries
/// of the same text: the scheme and port of a pattern, 0 elsewhere.
#[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
#[inline]
pub(super) const fn hash(key: u64, text: &[u8], tag: u32) -> (u32, u32, u32) {
    let high = fold(folded(key, text, LetterCase::Kept) ^ tag as u64, MIX[2]);
    let low = fold(high, MIX[0]);
    ((high >> 32) as u32, high as u32, low as u32)
}

/// One number for the spellings of a name, which is ASCII, in any letter case.
pub(super) const fn caseless(name: &[u8]) -> u64 {
    folded(0, name, LetterCase::Ignored)
}

/// Whether texts that differ in letter case alone differ.
#[derive(Clone, Copy)]
enum LetterCase {
    Kept,
    Ignored,
}

/// Every byte of `text`, in lower case if letter case is ignored.
#[allow(clippy::inline_always, reason = "so that look-ups, whose letter case counts, do not ask")]
#[inline(always)]
const fn folded(key: u64, text: &[u8], case: LetterCase) -> u64 {
    let mut state = fold(key ^ text.len() as u64, MIX[0]);
    let mut rest = text;
    while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
        let chunk = u64::from_le_bytes(*chunk);
        state = fold(state ^ if let LetterCase::Ignored = case { lower(chunk) } else { chunk }, MIX[1]);
        rest = tail;
    }
    if !rest.is_empty() {
        let last = match text.last_chunk::<8>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => short(rest),
        };
        state = fold(state ^ if let LetterCase::Ignored = case { lower(last) } else { last }, MIX[1]);
    }
    state
}

/// Distinguishes most of the few texts of a table without displacements: the length, the eight bytes after
/// `https://` and the last eight.
#[inline]
pub(super) const fn fingerprint(text: &[u8]) -> u64 {
    let length = text.len() as u64;
    let Some(last) = text.last_chunk::<8>() else { return length };
    let after_scheme = match text.first_chunk::<16>() {
        Some([_, _, _, _, _, _, _, _, after @ ..]) => u64::from_le_bytes(*after),
        None => 0,
    };
    after_scheme ^ u64::from_le_bytes(*last).rotate_left(32) ^ length
}

/// Eight ASCII characters in lower case.
const fn lower(chunk: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // The highest bit of each byte says whether the character is `A` or later, and whether it is later than `Z`.
    let from_a = chunk + EACH * (0x80 - b'A' as u64);
    let beyond_z = chunk + EACH * (0x7f - b'Z' as u64);
    chunk | ((from_a ^ beyond_z) & (EACH * 0x80)) >> 2
}

/// Fewer than eight bytes as one number.
const fn short(bytes: &[u8]) -> u64 {
    let (mut value, mut at) = (0, 0);
    while at < bytes.len() {
        value = value << 8 | bytes[at] as u64;
        at += 1;
    }
    value
}

/// The 128-bit product, its halves combined by exclusive or.
#[allow(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn fold(a: u64, b: u64) -> u64 {
    let product = a as u128 * b as u128;
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests;
