//! A file of entries, as `include!` reads it: one entry a line.

use crate::violation::{Help, Violation, quote};

/// The lines that are neither blank nor a comment. A comment begins with `#` at the start of a line or after white
/// space; `#[` at the start of a line was meant as an attribute.
pub fn entries(text: &str) -> Vec<(usize, String)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, without_comment(line).trim().to_owned()))
        .filter(|(_, line)| !line.is_empty())
        .collect()
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("#[") {
        return line;
    }
    let comment = line
        .match_indices('#')
        .find(|(at, _)| line[..*at].chars().next_back().is_none_or(char::is_whitespace));
    comment.map_or(line, |(at, _)| &line[..at])
}

/// What is wrong with a line, whatever the list: conditions and waivers cannot stand in a file.
pub fn begins_with_attribute(line: &str) -> Option<Violation> {
    line.starts_with("#[").then(|| {
        let attribute = line.split_inclusive(']').next().unwrap_or(line);
        Violation::new(
            format!("a line must not begin with an attribute, such as {}", quote(attribute)),
            Help::words("put `#[cfg(…)]` and waivers on the `include!`, and entries that need others into another file"),
        )
    })
}

#[cfg(test)]
mod tests;
