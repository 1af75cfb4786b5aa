//! Writes the lists, when asked to: `cargo test -p cors-tests --test matcher -- --ignored`.

use std::fs;
use std::path::Path;

use crate::origins::Random;

/// File, how many entries to try, and the kinds to choose from: exact, whole label, inside the label, any port.
const LISTS: [(&str, usize, &str); 14] = [
    ("one-exact", 1, "e"),
    ("one-whole", 1, "w"),
    ("one-inside", 1, "i"),
    ("one-port", 1, "p"),
    ("two", 2, "wi"),
    ("few-exact", 8, "e"),
    ("nine-exact", 9, "e"),
    ("few-mixed", 8, "ewip"),
    ("few-patterns", 12, "wi"),
    ("ports", 40, "pePI"),
    ("hundred-mixed", 150, "eewwiipPI"),
    ("hundred-inside", 120, "iI"),
    ("many-exact", 700, "e"),
    ("many-mixed", 900, "eeewiipPI"),
];

const SCHEMES: [&str; 3] = ["https", "https", "http"];
const LABELS: [&str; 10] = ["a", "b", "ab", "a-b", "x", "x-1", "app", "preview", "evil", "aa"];
const ENDS: [&str; 5] = ["example.com", "example.net", "a.test", "b.a.test", "localhost"];
const PARTS: [&str; 7] = ["", "a", "x-", "-x", "ab", "app-", "--a"];
const PORTS: [&str; 5] = ["", "", ":8080", ":8443", ":1"];

impl Random {
    fn entry(&mut self, kind: u8) -> String {
        let (scheme, port) = (self.one_of(&SCHEMES), self.one_of(&PORTS));
        let mut base = self.one_of(&ENDS).to_owned();
        for _ in 0..self.below(3) {
            base = format!("{}.{base}", self.one_of(&LABELS));
        }
        let inside = loop {
            let (before, after) = (self.one_of(&PARTS), self.one_of(&PARTS));
            if !before.is_empty() || !after.is_empty() {
                break format!("{before}*{after}");
            }
        };
        match kind {
            b'w' => format!("{scheme}://*.{base}{port}"),
            b'i' => format!("{scheme}://{inside}.{base}{port}"),
            b'p' => format!("{scheme}://{base}:*"),
            b'P' => format!("{scheme}://*.{base}:*"),
            b'I' => format!("{scheme}://{inside}.{base}:*"),
            _ => format!("{scheme}://{base}{port}"),
        }
    }
}

/// Whether `wide` matches everything that `narrow` matches, or may: such a pair is an error in one list.
fn may_cover(wide: &str, narrow: &str) -> bool {
    let split = |text: &str| {
        let (scheme, rest) = text.split_once("://").expect("an entry");
        let (host, port) = rest.split_once(':').map_or((rest, ""), |(host, port)| (host, port));
        (scheme.to_owned(), host.to_owned(), port.to_owned())
    };
    let ((scheme, host, port), (of, narrow, number)) = (split(wide), split(narrow));
    let (first, base) = host.split_once('.').unwrap_or((host.as_str(), ""));
    let hosts = match first.split_once('*') {
        None => host == narrow,
        Some(("", "")) => narrow.ends_with(&format!(".{base}")),
        Some((before, after)) => narrow
            .strip_suffix(&format!(".{base}"))
            .is_some_and(|label| !label.contains('.') && label.starts_with(before) && label.ends_with(after)),
    };
    scheme == of && (port == "*" || port == number) && hosts
}

#[test]
#[ignore = "rewrites the lists"]
fn write() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/matcher/lists");
    let mut random = Random::new(20);
    for (name, tries, kinds) in LISTS {
        let mut entries: Vec<String> = Vec::new();
        for _ in 0..tries {
            let kind = random.one_of(kinds.as_bytes());
            let entry = random.entry(kind);
            if !entries.iter().any(|other| may_cover(other, &entry) || may_cover(&entry, other)) {
                entries.push(entry);
            }
        }
        fs::write(folder.join(format!("{name}.txt")), entries.join("\n") + "\n").expect("a list");
    }
}
