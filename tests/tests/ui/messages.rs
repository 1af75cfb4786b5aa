//! What the compiler printed, as committed: one mistake is one error.

use std::collections::HashSet;
use std::path::Path;
use std::{env, fs};

/// Where the errors and warnings of a `.stderr` file are: line and column.
fn places(printed: &str) -> Vec<(usize, usize)> {
    let begins = |line: &&str| line.starts_with("error") || line.starts_with("warning");
    let lines: Vec<&str> = printed.lines().collect();
    let place = |start: usize| {
        let arrow =
            lines[start..].iter().find(|line| line.trim_start().starts_with("--> ")).expect("a place");
        let mut place = arrow.rsplit(':').map(|number| number.parse().expect("a number"));
        let (column, line) = (place.next().expect("a column"), place.next().expect("a line"));
        (line, column)
    };
    (0..lines.len()).filter(|at| begins(&lines[*at])).map(place).collect()
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
            let places = places(&printed);
            let distinct: HashSet<_> = places.iter().collect();
            let is_clean = printed.lines().all(|line| !line.starts_with("warning"))
                && distinct.len() == places.len()
                && (!ONE_EACH.contains(&name.as_str()) || places.len() == 1);
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
