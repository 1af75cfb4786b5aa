//! What the compiler printed, as committed: one mistake is one error.

use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;
use std::{env, fs};

/// An error or a warning.
pub(crate) struct Message {
    /// The first line, and its `help:`.
    pub(crate) text: String,
    /// Where the caret begins, counted from 1.
    line: usize,
    column: usize,
    /// How many characters it underlines, in one line.
    length: usize,
}

impl Message {
    /// What it underlines, in bytes.
    pub(crate) fn caret(&self, source: &str) -> Range<usize> {
        let line: usize = source.split_inclusive('\n').take(self.line - 1).map(str::len).sum();
        let start = line + self.column - 1;
        start..start + self.length
    }
}

/// The errors and warnings of a `.stderr` file.
pub(crate) fn messages(printed: &str) -> Vec<Message> {
    let begins = |line: &&str| line.starts_with("error") || line.starts_with("warning");
    let lines: Vec<&str> = printed.lines().collect();
    let starts: Vec<usize> = (0..lines.len()).filter(|at| begins(&lines[*at])).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    starts.iter().zip(ends).map(|(start, end)| message(&lines[*start..end])).collect()
}

fn message(lines: &[&str]) -> Message {
    let arrow = lines.iter().position(|line| line.trim_start().starts_with("--> ")).expect("a place");
    let mut place = lines[arrow].rsplit(':').map(|number| number.parse().expect("a number"));
    let (column, line) = (place.next().expect("a column"), place.next().expect("a line"));
    let caret = lines[arrow..].iter().find(|line| line.contains('^')).copied().unwrap_or_default();
    let length = caret.chars().skip_while(|c| *c != '^').take_while(|c| *c == '^').count();
    Message { text: lines[..arrow].join("\n"), line, column, length }
}

/// Cases that hold two mistakes at one place on purpose, or a warning, each with the reason.
const EXCEPTIONS: [(&str, &str); 7] = [
    ("cfg/predicate", "a misspelt predicate, about which the compiler warns"),
    ("credentials/insecure-origin", "an origin with two risks"),
    ("include/attributes", "mistakes in lines of a file are reported at the `include!`"),
    ("include/lines", "mistakes in lines of a file are reported at the `include!`"),
    ("include/many", "mistakes in lines of a file are reported at the `include!`"),
    ("origins/covered", "one entry makes two others redundant, and both errors begin there"),
    ("origins/listed-twice", "one entry is repeated twice, and both errors begin there"),
];

/// The families in which each case holds one mistake.
const ONE_EACH: [&str; 3] = ["attribute", "live", "types"];

/// No warning either: under `#![deny(warnings)]` it would be a second error.
#[test]
fn one_mistake_is_one_error() {
    let mut cases = 0;
    let mut exceptions: Vec<_> = EXCEPTIONS.iter().map(|(case, _)| *case).collect();
    for family in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")).expect("families") {
        let family = family.expect("a family").path();
        let name = family.file_name().expect("a name").to_string_lossy().into_owned();
        let Ok(files) = fs::read_dir(family.join("fail")) else { continue };
        for file in files {
            let path = file.expect("a file").path();
            if path.extension().is_none_or(|extension| extension != "stderr") {
                continue;
            }
            cases += 1;
            let printed = fs::read_to_string(&path).expect("text");
            let case = format!("{name}/{}", path.file_stem().expect("a name").to_string_lossy());
            let messages = messages(&printed);
            let mut places: HashMap<(usize, usize), usize> = HashMap::new();
            for message in &messages {
                *places.entry((message.line, message.column)).or_default() += 1;
            }
            let is_clean = printed.lines().all(|line| !line.starts_with("warning"))
                && places.values().all(|count| *count == 1)
                && (!ONE_EACH.contains(&name.as_str()) || messages.len() == 1);
            let is_exception = exceptions.iter().position(|exception| *exception == case);
            match is_exception {
                Some(at) => {
                    assert!(!is_clean, "{case} is not an exception any more");
                    exceptions.swap_remove(at);
                }
                None => assert!(is_clean, "{case}\n{printed}"),
            }
        }
    }
    assert!(exceptions.is_empty(), "no such cases: {exceptions:?}");
    assert!(cases > 150, "{cases} cases");
}
