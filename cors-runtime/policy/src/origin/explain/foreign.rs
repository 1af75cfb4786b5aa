//! What other software takes in the place of an origin: placeholders, words of other standards, regular expressions,
//! address ranges, and characters of a word processor. No spelling is computed from any of it.

use super::{Reason, wildcard};
use crate::violation::{Help, quote};

/// A word in quotation marks or without, in whatever letter case.
pub(super) fn word(text: &str) -> Result<(), Reason> {
    let word = text.trim().trim_matches(['\'', '"']).to_ascii_lowercase();
    let others = || Help::list("list the other origins that may read", &["https://app.example.com"]);
    match word.as_str() {
        // <https://www.w3.org/TR/CSP3/#framework-directive-source-list>
        "self" | "same-origin" | "same-site" | "same_origin" => Err(Reason::new(format!(
            "{} is not an origin: the service's own pages need no entry",
            quote(text)
        ))
        .because("browsers ask no permission for what is of the same origin")
        .instead(others())),
        "unsafe-inline" | "unsafe-eval" | "unsafe-none" | "strict-dynamic" => {
            Err(Reason::new(format!("{} is a word, not an origin", quote(text))).instead(others()))
        }
        "runtime" => Err(Reason::new("`runtime` is a word of `cors!`, not an origin")
            .because("it stands in a policy in source code, for a list that is given at run time")
            .instead(Help::Remove)),
        "https" | "http" | "https:" | "http:" | "ws" | "wss" | "ws:" | "wss:" => {
            Err(Reason::new(format!("{} is a scheme without a host", quote(text)))
                .instead(Help::example("write one origin an entry", "https://app.example.com")))
        }
        _ => Ok(()),
    }
}

/// The opening and closing marks of placeholders that some tool replaces: shells, templates, documentation.
const PLACEHOLDERS: [(&str, &str); 5] = [("${", "}"), ("$(", ")"), ("{", "}"), ("<", ">"), ("%", "%")];

/// An origin is compared as it is written: nobody replaces anything in it.
pub(super) fn placeholder(text: &str) -> Result<(), Reason> {
    let Some(found) = PLACEHOLDERS.iter().find_map(|marks| between(text, *marks)).or_else(|| variable(text))
    else {
        return Ok(());
    };
    let reason = Reason::new(format!("{} is not replaced: an origin is plain text", quote(found)))
        .instead(Help::words("write the origin itself"));
    let any_port = text.strip_suffix(found).and_then(|front| front.strip_suffix(':'));
    Err(match any_port.map(|front| format!("{front}:*")).filter(|text| super::Pattern::read(text).is_some()) {
        Some(any_port) => reason.instead(Help::example("use a `*` for any port", &any_port)),
        None => reason,
    }
    .instead(Help::RunTime))
}

/// A name between two marks, marks included. `%41%` is percent-encoding, and brackets around a whole origin hold none.
fn between<'a>(text: &'a str, (open, close): (&str, &str)) -> Option<&'a str> {
    let start = text.find(open)?;
    let inner = start + open.len();
    let end = inner + text[inner..].find(close)?;
    let name = text[inner..end].trim_matches(['{', '}', ' ']);
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | '/' | ':');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && name.chars().all(legal);
    let is_encoding = open == "%" && (name.len() < 3 || name.chars().any(|c| matches!(c, '.' | '/' | ':')));
    let closes = text[end..].bytes().take_while(|byte| close.as_bytes() == [*byte]).count();
    (is_name && !is_encoding && !name.contains("//")).then(|| &text[start..end + closes.max(1)])
}

/// `$HOST`
fn variable(text: &str) -> Option<&str> {
    let name = &text[text.find('$')?..];
    let end =
        name[1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).map_or(name.len(), |at| at + 1);
    (end > 1).then(|| &name[..end])
}

/// `!https://…`, or `-https://…`
pub(super) fn excluded(text: &str) -> Result<(), Reason> {
    let Some(first) = text.chars().next().filter(|first| matches!(first, '!' | '-')) else { return Ok(()) };
    Err(Reason::new(format!("an entry cannot exclude an origin: {} begins with `{first}`", quote(text)))
        .because("an origin that no entry names is not allowed anyway")
        .instead(Help::Remove)
        .instead(Help::words(format!("write the origin without the `{first}` to allow it"))))
}

/// `10.0.0.0/8`
pub(super) fn range(text: &str) -> Result<(), Reason> {
    let host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let is_range = host.split_once('/').is_some_and(|(address, bits)| {
        let address = address.trim_matches(['[', ']']);
        address.parse::<std::net::IpAddr>().is_ok() && bits.parse::<u8>().is_ok_and(|bits| bits <= 128)
    });
    if !is_range {
        return Ok(());
    }
    Err(Reason::new(format!("an origin is one host, and {} is a range of addresses", quote(host)))
        .instead(Help::list("list the origins", &[]))
        .instead(Help::RunTime))
}

/// Characters that look like others: what was pasted from a text is not what browsers send. (Those that the URL
/// standard itself maps, full-width letters say, are left to it.)
pub(super) fn look_alike(text: &str) -> Result<(), Reason> {
    let Some((found, like)) = text.chars().find_map(|c| Some((c, like(c)?))) else { return mixed(text) };
    let shown = quote(found.encode_utf8(&mut [0; 4]));
    let help = match like {
        '"' | '\'' => "write the origin without quotation marks".to_owned(),
        ',' if text.ends_with(found) => "write the origin without it".to_owned(),
        ',' => "write the origin in ASCII".to_owned(),
        _ => format!("type `{like}` in its place"),
    };
    Err(Reason::new(format!("{shown} (U+{:04X}) is not `{like}`, which it looks like", u32::from(found)))
        .instead(Help::words(help)))
}

/// Dashes, quotation marks, commas, and signs that stand for slashes, colons and stars.
fn like(c: char) -> Option<char> {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{300c}'..='\u{300f}' => Some('"'),
        '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' => Some('\''),
        '\u{3001}' | '\u{ff0c}' => Some(','),
        '\u{2044}' | '\u{2215}' | '\u{29f8}' | '\u{ff0f}' => Some('/'),
        '\u{2236}' | '\u{a789}' | '\u{fe55}' | '\u{ff1a}' => Some(':'),
        '\u{2217}' | '\u{204e}' | '\u{fe61}' => Some('*'),
        '\u{2024}' | '\u{fe52}' => Some('.'),
        _ => None,
    }
}

/// Cyrillic or Greek among Latin letters of one label.
fn mixed(text: &str) -> Result<(), Reason> {
    let foreign = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{4ff}');
    let label = text
        .split(['.', '/', ':'])
        .find(|label| label.contains(foreign) && label.contains(|c: char| c.is_ascii_alphabetic()));
    let Some((label, found)) = label.and_then(|label| Some((label, label.chars().find(|c| foreign(*c))?)))
    else {
        return Ok(());
    };
    Err(Reason::new(format!(
        "{} mixes Latin letters with {} (U+{:04X})",
        quote(label),
        quote(found.encode_utf8(&mut [0; 4])),
        u32::from(found)
    ))
    .because("registries refuse such names, because the letters look alike")
    .instead(Help::words("type the name again, in letters of one script")))
}

/// Parts of regular expressions that origins never have. `https?://` and `http(s)://` are not among them: they are
/// understood.
const OF_EXPRESSIONS: [&str; 9] = [".+", r"\.", r"\d", r"\w", r"\/", "(?", "[a-z", "[0-9", "[^"];

/// Other libraries take regular expressions, in which an unescaped dot also matches other domains.
pub(super) fn regular_expression(text: &str) -> Result<(), Reason> {
    let slashes = text.len() > 1 && text.starts_with('/') && !text.starts_with("//") && text.ends_with('/');
    // `api.*.example.com` is a wildcard in a wrong place; `api.*example.com` and `//.*` are not.
    let any_text = text.match_indices(".*").any(|(at, _)| {
        let (before, tail) = (&text[..at], &text[at + 2..]);
        before.is_empty() || before.ends_with('/') || !(tail.is_empty() || tail.starts_with(['.', ':', '/']))
    });
    let is_one = slashes
        || any_text
        || text.starts_with(['^', '~'])
        || text.ends_with('$')
        || text.split_once("://").is_some_and(|(name, _)| name.contains('|'))
        || OF_EXPRESSIONS.iter().any(|part| text.contains(part));
    if !is_one {
        return Ok(());
    }
    Err(Reason::new(format!("{} looks like a regular expression: an origin is plain text", quote(text)))
        .instead(Help::list("list the origins", &[]))
        .instead(Help::Words(
            "use a `*` for one or more labels, for part of the left-most label or for the port".into(),
            wildcard::EXAMPLES.map(str::to_owned).to_vec(),
        )))
}

#[cfg(test)]
mod tests;
