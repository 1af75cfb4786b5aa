//! The `help:` line of a message, followed to the letter: the spelling that it offers is typed at the caret, and
//! nothing else is changed.
//!
//! ```ignore
//! let message = "unknown method `get`: methods are case-sensitive\n\nhelp: write `GET`";
//! assert_eq!(followed("methods: [get]", 10..13, message).as_deref(), Some("methods: [GET]"));
//! ```

use std::ops::Range;

/// `source` with the spelling that the message offers in place of the caret; `None` if it offers none.
#[must_use]
pub fn followed(source: &str, caret: Range<usize>, message: &str) -> Option<String> {
    let help = message.split("help: ").nth(1)?.lines().next()?.trim();
    let spelling = help.split('`').nth(1).unwrap_or_default();
    let mut text = source.to_owned();
    if help.starts_with("remove it") && source[caret.clone()].starts_with('#') {
        text.replace_range(caret, "");
    } else if help.starts_with("remove it") {
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
        if spelling.starts_with('#') {
            text.replace_range(here, "");
        } else {
            text.replace_range(with_comma(source, with_attributes(source, here)), "");
        }
    } else if let Some(field) = help.strip_prefix("add `").filter(|field| field.contains(": ")) {
        // A field that is missing: the caret is on the name of the policy.
        let field = field.split('`').next()?;
        let in_fields = source[caret.clone()].contains(':');
        let at = if in_fields { caret.start } else { caret.end + source[caret.end..].find('{')? + 1 };
        text.insert_str(at, &format!(" {field}, "));
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
            None => text.replace_range(literal(source, caret, message), spelling),
        }
    } else {
        return None;
    }
    Some(text)
}

/// The literal that the message quotes, if the caret runs on from it to what it conflicts with.
fn literal(source: &str, caret: Range<usize>, message: &str) -> Range<usize> {
    let quoted = message.split('`').nth(1).map(|text| format!("{text:?}")).unwrap_or_default();
    match source[caret.clone()].find(&quoted) {
        Some(at) if !quoted.is_empty() => caret.start + at..caret.start + at + quoted.len(),
        _ => caret,
    }
}

/// A spelling of a whole field replaces that field, around the caret or in it; one of two fields replaces both.
fn whole_field(text: &mut String, caret: Range<usize>, name: &str, spelling: &str) -> Option<()> {
    // The field whose value the caret is on, even if it has another name.
    let own = text[..caret.start]
        .trim_end()
        .strip_suffix(':')
        .map(|front| front.rfind(|c: char| !(c.is_alphanumeric() || c == '_')).map_or(0, |at| at + 1));
    let written = format!("{name}:");
    let before = text.match_indices(&written).map(|(at, _)| at).take_while(|at| *at <= caret.start);
    let around =
        before.last().filter(|start| end_of_value(text, *start).is_some_and(|end| end >= caret.start));
    let Some(start) = own.or(around) else {
        // The name itself is wrong.
        text.replace_range(caret, spelling);
        return Some(());
    };
    // The caret of two fields runs from the name of the first one to the end of the second one.
    let second = text[..caret.end].rfind(&written).filter(|at| *at > start && *at >= caret.start);
    // That of a list without brackets goes over its commas.
    let mut least = caret.end;
    if let Some(second) = second {
        let end = end_of_value(text, second)?;
        text.replace_range(with_comma(text, second..end), "");
        least = start;
    }
    let end = end_of_value(text, start)?.max(least);
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

/// With the attributes in front of it.
fn with_attributes(text: &str, range: Range<usize>) -> Range<usize> {
    let front = text[..range.start].trim_end();
    match front.rfind("#[").filter(|_| front.ends_with(']')) {
        Some(at) if !front[at..].contains(',') => with_attributes(text, at..range.end),
        _ => range,
    }
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
