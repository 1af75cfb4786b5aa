//! The scan of Access-Control-Request-Headers (Fetch, "CORS-preflight fetch", step 5): several lines, any case, any
//! order, optional white space, a few empty elements; without allocation, and with a bound on the work.
//!
//! It is `const`, so that the compiler's queries and the server answer alike for every input, limits included.

use super::hash::caseless;
use super::names::NameSet;
use super::texts::Texts;
use crate::allowed::Allowed;
use crate::bytes::same;

/// How many elements, empty and repeated ones included, a request may have beyond the listed names.
const SLACK: usize = 16;
/// How many bytes white space, commas and repetitions may add to the listed names.
const SLACK_BYTES: usize = 1024;
/// The most elements, and the most names, where `any` is allowed.
const MOST_NAMES: usize = 128;
/// The most bytes of the lines where `any` is allowed.
const MOST_BYTES: usize = 8 * 1024;
/// The most bytes of the value that repeats the names of a request.
const MOST_VALUE_BYTES: usize = 4 * 1024;

/// One pass over the lines of a request.
#[derive(Debug)]
pub struct Scan<'p, 'r> {
    allowed: &'p NameSet,
    /// How many more elements are allowed.
    elements: usize,
    /// How many more bytes are allowed.
    bytes: usize,
    /// The names, where the answer repeats them.
    names: Option<RequestedNames<'r>>,
}

impl<'p, 'r> Scan<'p, 'r> {
    /// With credentials, browsers read `*` as a name like any other, so a policy that allows any header answers with
    /// the names that a request asks for (Fetch, "CORS-preflight fetch", step 7).
    #[inline]
    pub const fn new(allowed: &'p NameSet, credentials: bool) -> Self {
        let (elements, bytes) = match allowed {
            Allowed::Any => (MOST_NAMES, MOST_BYTES),
            Allowed::None => (SLACK, SLACK_BYTES),
            Allowed::List(listed) => (listed.len() + SLACK, most_bytes(listed)),
        };
        let mut scan = Self { allowed, elements, bytes, names: None };
        // Set in its place: the names take 3 KiB, which an expression would copy whether there are any or not.
        if allowed.is_any() && credentials {
            scan.names = Some(RequestedNames::NONE);
        }
        scan
    }

    /// Takes the next line; returns the first name in it that is not allowed or is one too many.
    #[inline]
    pub const fn refused(&mut self, line: &'r [u8]) -> Option<&'r [u8]> {
        // The length comes first, so that a hostile line costs nothing at all.
        if line.len() > self.bytes {
            return Some(line);
        }
        self.bytes = self.bytes.saturating_sub(line.len() + 1);
        let mut rest = line;
        loop {
            let (element, tail) = split_at_comma(rest);
            if self.elements == 0 {
                return Some(element);
            }
            self.elements -= 1;
            let name = trim(element);
            if !name.is_empty() {
                if !self.allowed.allows_header(name) {
                    return Some(name);
                }
                if let Some(names) = &mut self.names
                    && !names.add(name)
                {
                    return Some(name);
                }
            }
            match tail {
                Some(tail) => rest = tail,
                None => return None,
            }
        }
    }

    /// The value of Access-Control-Allow-Headers, where it repeats the names of the request: in lower case, each once,
    /// in the order asked.
    #[inline]
    pub fn value(&self) -> Option<String> {
        self.names.as_ref().and_then(RequestedNames::value)
    }
}

/// The distinct names of a request.
#[derive(Debug)]
struct RequestedNames<'r> {
    all: [&'r [u8]; MOST_NAMES],
    hashes: [u64; MOST_NAMES],
    /// One more than the place of the name whose hash leads here, or to the left of here; 0 where there is none.
    slots: [u8; 2 * MOST_NAMES],
    count: usize,
    /// The length of the value with all of them.
    value_bytes: usize,
}

impl<'r> RequestedNames<'r> {
    const NONE: Self = Self {
        all: [&[]; MOST_NAMES],
        hashes: [0; MOST_NAMES],
        slots: [0; 2 * MOST_NAMES],
        count: 0,
        value_bytes: 0,
    };

    /// Whether there was room for `name`, or it is there already.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the lowest byte is meant; and there are at most 128 names"
    )]
    const fn add(&mut self, name: &'r [u8]) -> bool {
        // The names may be long and alike, so only their hashes are compared with all before.
        let hash = caseless(name);
        let mut slot = hash as u8;
        while let Some(known) = (self.slots[slot as usize] as usize).checked_sub(1) {
            if self.hashes[known] == hash {
                // Names that differ and agree in 64 bits are made so, to have each compared with all the others.
                return same(self.all[known], name) || self.all[known].eq_ignore_ascii_case(name);
            }
            slot = slot.wrapping_add(1);
        }
        let separator = if self.count == 0 { 0 } else { ", ".len() };
        self.value_bytes += separator + name.len();
        if self.count == MOST_NAMES || self.value_bytes > MOST_VALUE_BYTES {
            return false;
        }
        self.all[self.count] = name;
        self.hashes[self.count] = hash;
        self.count += 1;
        self.slots[slot as usize] = self.count as u8;
        true
    }

    fn value(&self) -> Option<String> {
        let mut value = Vec::with_capacity(self.value_bytes);
        for name in &self.all[..self.count] {
            if !value.is_empty() {
                value.extend_from_slice(b", ");
            }
            value.extend_from_slice(name);
        }
        value.make_ascii_lowercase();
        // Tokens are ASCII.
        String::from_utf8(value).ok()
    }
}

/// The first element of a line, and what follows its comma.
const fn split_at_comma(line: &[u8]) -> (&[u8], Option<&[u8]>) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let (mut at, mut rest) = (0, line);
    while let Some((chunk, tail)) = rest.split_first_chunk::<8>() {
        // Zero where there is a comma; subtracting one from each byte then sets the highest bit of the first.
        let other = u64::from_le_bytes(*chunk) ^ (EACH * b',' as u64);
        let commas = other.wrapping_sub(EACH) & !other & (EACH * 0x80);
        if commas != 0 {
            return split_around(line, at + commas.trailing_zeros() as usize / 8);
        }
        (at, rest) = (at + 8, tail);
    }
    while at < line.len() {
        if line[at] == b',' {
            return split_around(line, at);
        }
        at += 1;
    }
    (line, None)
}

/// What is before this byte of the line, and what is after it.
const fn split_around(line: &[u8], at: usize) -> (&[u8], Option<&[u8]>) {
    let (element, rest) = line.split_at(at);
    (element, Some(rest.split_at(1).1))
}

/// Without the optional white space around it (RFC 9110, 5.6.3).
const fn trim(mut element: &[u8]) -> &[u8] {
    while let [b' ' | b'\t', rest @ ..] | [rest @ .., b' ' | b'\t'] = element {
        element = rest;
    }
    element
}

const fn most_bytes(listed: &Texts) -> usize {
    let (mut sum, mut at) = (SLACK_BYTES, 0);
    while at < listed.len() {
        sum += listed.get(at).len();
        at += 1;
    }
    sum
}

#[cfg(test)]
mod tests;
