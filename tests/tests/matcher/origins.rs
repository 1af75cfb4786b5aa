//! Origins near the entries of a list: instances of them, and what is one or a few steps away.

use crate::reference::Reference;

/// `SplitMix64`: reproducible, and without a dependency.
pub(crate) struct Random(u64);

const LABELS: [&str; 14] =
    ["a", "b", "ab", "a-b", "x", "x-1", "-", "_", "app", "preview", "evil", "aa", "0", "xn--a"];
const PORTS: [&str; 12] = ["1", "80", "81", "443", "444", "8080", "65535", "65536", "0", "081", "", "8443"];
const BYTES: &[u8] = b"abx-_.:/*@%09AZ ~\\?#\x00\x7f";

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    #[allow(clippy::cast_possible_truncation)]
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn one_of<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }

    /// What may stand for a wildcard, mostly.
    fn filling(&mut self, whole: bool) -> String {
        let mut text = self.one_of(&LABELS).to_owned();
        for _ in 0..self.below(3) {
            if whole || self.below(12) == 0 {
                text.push('.');
            }
            text.push_str(self.one_of(&LABELS));
        }
        match self.below(40) {
            0 => String::new(),
            1 => "a".repeat(55 + self.below(12)),
            2 => "a.".repeat(95 + self.below(30)) + "a",
            _ => text,
        }
    }

    /// `entry` with something in place of its wildcards.
    pub(crate) fn instance(&mut self, entry: &str) -> String {
        let (stem, any_port) = entry.strip_suffix(":*").map_or((entry, false), |stem| (stem, true));
        let mut text = match stem.split_once('*') {
            Some((before, after)) => {
                let filling = self.filling(before.ends_with("://"));
                format!("{before}{filling}{after}")
            }
            None => stem.to_owned(),
        };
        if any_port && self.below(4) > 0 {
            text = format!("{text}:{}", self.one_of(&PORTS));
        }
        text
    }

    /// An origin near one of the entries.
    pub(crate) fn origin(&mut self, near: &Reference<'_>) -> String {
        let entry = self.one_of(near.entries());
        let mut text = self.instance(entry);
        for _ in 0..self.one_of(&[0, 0, 1, 1, 1, 2, 3]) {
            text = self.step(&text, near);
        }
        text
    }

    /// One step away.
    fn step(&mut self, text: &str, near: &Reference<'_>) -> String {
        let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
        let (host, port) = rest.split_once(':').unwrap_or((rest, ""));
        let label = self.one_of(&LABELS);
        let join = |scheme: &str, host: &str, port: &str| {
            let colon = if port.is_empty() { "" } else { ":" };
            format!("{scheme}://{host}{colon}{port}")
        };
        match self.below(15) {
            0 => join(scheme, &format!("{label}.{host}"), port),
            1 => join(scheme, &format!("{label}{host}"), port),
            2 => join(scheme, &format!("{host}.{label}"), port),
            3 => join(scheme, &format!("{host}{label}"), port),
            4 => join(scheme, host.split_once('.').map_or(host, |(_, rest)| rest), port),
            5 => join(if scheme == "http" { "https" } else { "http" }, host, port),
            6 => join(scheme, host, self.one_of(&PORTS)),
            7 => join(scheme, host, ""),
            8 => join(scheme, &host.replacen('.', self.one_of(&["", "..", "-", "x"]), 1), port),
            9 => join(scheme, &format!("{host}."), port),
            10 => text.to_ascii_uppercase(),
            11 => {
                // The beginning of this one, the end of another one.
                let other = self.one_of(near.entries());
                let other = self.instance(other);
                let (a, b) = (self.below(text.len() + 1), self.below(other.len() + 1));
                format!("{}{}", &text[..a], &other[b..])
            }
            12 => text[..self.below(text.len() + 1)].to_owned(),
            _ => {
                let mut bytes = text.as_bytes().to_vec();
                let at = self.below(bytes.len() + 1);
                let byte = self.one_of(BYTES);
                match self.below(3) {
                    0 => bytes.insert(at, byte),
                    1 if at < bytes.len() => bytes[at] = byte,
                    _ if at < bytes.len() => drop(bytes.remove(at)),
                    _ => {}
                }
                String::from_utf8(bytes).expect("nothing but ASCII")
            }
        }
    }
}
