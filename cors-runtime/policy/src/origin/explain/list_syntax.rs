//! What surrounds an origin in lists of other formats: the brackets of JSON, the dash of YAML, comments. A list that
//! comes in one text, from an environment variable or an option, is cut at commas and white space, so each piece may have
//! its share of them.

use super::{Reason, Wanted};
use crate::violation::{Help, quote};

/// An entry has nothing around it.
pub(super) fn none(text: &str, wanted: Wanted) -> Result<(), Reason> {
    // A list in a list of arguments may be quoted once more.
    let plain = text.trim().replace("\\\"", "\"");
    let inner = plain.strip_prefix(['"', '\'']).filter(|inner| inner.starts_with('['));
    let text = inner.map_or(plain.as_str(), |inner| inner.trim_end_matches(['"', '\'']));
    if text.starts_with('#') || text.starts_with("// ") {
        return Err(Reason::new(format!("{} is a comment, not an origin", quote(text))).instead(Help::Remove));
    }
    if matches!(text, "-" | "[" | "]" | "[]" | ";" | "|") {
        return Err(
            Reason::new(format!("{} belongs to a list of another format", quote(text))).instead(Help::Remove)
        );
    }
    let (entry, comment) = match text.split_once(" #") {
        Some((entry, _)) => (entry.trim_end(), true),
        None => (text, false),
    };
    let (entry, dash) = match entry.strip_prefix("- ") {
        Some(entry) => (entry.trim_start(), true),
        None => (entry, false),
    };
    // `[::1]` is a host.
    let is_open = entry.starts_with("[\"") || entry.starts_with("['") || entry.starts_with("[http");
    let is_closed = entry.ends_with(']') && (is_open || !entry.contains('[') && !entry.contains("::"));
    let brackets = is_open || is_closed;
    let what = match (comment, dash, brackets) {
        (true, ..) => "a comment after it",
        (_, true, _) => "the dash of a list in front of it",
        (_, _, true) => "the brackets of a list around it",
        _ => return Ok(()),
    };
    let around = |c: char| matches!(c, '"' | '\'' | ',' | ';') || c.is_whitespace();
    let inside = |entry| -> String {
        let entry: &str = entry;
        let entry = if is_open { entry.trim_start_matches('[') } else { entry };
        let entry = if is_closed { entry.trim_end_matches(']') } else { entry };
        entry.trim_matches(around).to_owned()
    };
    let origins: Vec<String> = if brackets {
        entry.split(',').map(inside).filter(|origin| !origin.is_empty()).collect()
    } else {
        vec![inside(entry)]
    };
    let reason = Reason::new(format!("{} has {what}", quote(text)));
    if origins.is_empty() || !origins.iter().all(|origin| wanted.accepts(origin)) {
        return Err(reason.instead(Help::words("write the origin alone")));
    }
    Err(reason.instead(Help::separate(origins, 0)))
}

#[cfg(test)]
mod tests;
