//! The `help:` line of a message, followed to the letter: the spelling that it offers is typed at the caret, and
//! nothing else is changed.

use std::ops::Range;

/// `source` with the spelling that the message offers in place of the caret; `None` if it offers none.
#[must_use]
pub fn followed(source: &str, caret: Range<usize>, message: &str) -> Option<String> {
    let help = message.split("help: ").nth(1)?.trim();
    let spelling = help.split('`').nth(1).unwrap_or_default();
    let mut text = source.to_owned();
    if help.starts_with("remove it") {
        text.replace_range(with_comma(source, caret), "");
    } else if help == "remove one of them" {
        // The caret runs from the first one to the last.
        let last = source[caret.clone()].rfind(',')?;
        text.replace_range(caret.start + last..caret.end, "");
    } else if help.starts_with("remove `") {
        let here = source[..caret.end + 2].rfind(spelling)?;
        let here = here..here + spelling.len();
        let quoted = source[..here.start].ends_with('"');
        let here = if quoted { here.start - 1..here.end + 1 } else { here };
        text.replace_range(with_comma(source, here), "");
    } else if help.starts_with("add `") {
        let at = if help.ends_with("after it") { caret.end } else { caret.start };
        text.insert_str(at, spelling);
    } else if help.starts_with("move `") {
        text.replace_range(with_comma(source, caret.clone()), "");
        let end = end_of_braces(&text, caret.start)?;
        text.insert_str(end, &format!(", {spelling}"));
    } else if help.ends_with("inside the braces") {
        let braces = source[..caret.start].rfind('}')?;
        text.replace_range(caret, "");
        text.insert_str(braces, &format!(", {spelling}"));
    } else if help.starts_with("write `")
        || help.starts_with("write one list: `")
        || help.starts_with("write each ")
    {
        match spelling
            .split_once(": ")
            .filter(|(name, _)| name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        {
            Some((name, _)) => whole_field(&mut text, caret, name, spelling)?,
            None => text.replace_range(caret, spelling),
        }
    } else {
        return None;
    }
    Some(text)
}

/// A spelling of a whole field replaces that field, around the caret or in it; one of two fields replaces both.
fn whole_field(text: &mut String, caret: Range<usize>, name: &str, spelling: &str) -> Option<()> {
    let written = format!("{name}:");
    let before = text.match_indices(&written).map(|(at, _)| at).take_while(|at| *at <= caret.start);
    let Some(start) = before.last() else {
        // The name itself is wrong.
        text.replace_range(caret, spelling);
        return Some(());
    };
    // The caret of two fields ends with the name of the second one.
    let second = caret.end.checked_sub(name.len()).filter(|at| *at > start && text[*at..].starts_with(name));
    if let Some(second) = second {
        let end = end_of_value(text, second)?;
        text.replace_range(with_comma(text, second..end), "");
    }
    let end = end_of_value(text, start)?;
    text.replace_range(start..end, spelling);
    Some(())
}

/// Where the field ends that begins at `start`: at a comma or a bracket that closes more than was opened.
fn end_of_value(text: &str, start: usize) -> Option<usize> {
    outside(text, start).find(|(_, depth, c)| *depth < 0 || *depth == 0 && *c == ',').map(|(at, ..)| at)
}

/// Where the braces around `at` end.
fn end_of_braces(text: &str, at: usize) -> Option<usize> {
    outside(text, at).find(|(_, depth, _)| *depth < 0).map(|(at, ..)| at)
}

/// The characters outside string literals, each with how deep it is in brackets that begin after `start`.
fn outside(text: &str, start: usize) -> impl Iterator<Item = (usize, i32, char)> {
    let (mut depth, mut quoted) = (0, false);
    text[start..].char_indices().filter_map(move |(at, c)| {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => return None,
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' => depth -= 1,
            _ => {}
        }
        Some((start + at, depth, c))
    })
}

/// With the comma after it, or else the one before it.
fn with_comma(text: &str, range: Range<usize>) -> Range<usize> {
    if text[range.clone()].ends_with([',', ';']) {
        return range;
    }
    let behind = text[range.end..].trim_start();
    if behind.starts_with(',') {
        return range.start..text.len() - behind.len() + 1;
    }
    let before = text[..range.start].trim_end();
    if before.ends_with(',') { before.len() - 1..range.end } else { range }
}
