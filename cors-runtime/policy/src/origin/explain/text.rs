//! Rules for the text as a whole, before a scheme is looked for in it.

use super::{Reason, Wanted, check, spelling};
use crate::origin::LONGEST_ORIGIN;
use crate::violation::{Help, Section, quote};
use crate::words::means_any;

/// How many of several origins in one text are listed.
const LISTED: usize = 20;

/// The text must not be empty.
pub(super) fn empty(text: &str) -> Result<(), Reason> {
    if !text.trim().is_empty() {
        return Ok(());
    }
    let what = if text.is_empty() { "empty" } else { "nothing but white space" };
    Err(Reason::new(format!("this entry is {what}"))
        .instead(Help::example("write an origin", "https://app.example.com")))
}

/// `null` is what an opaque origin serialises to
/// (<https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>): it does not say
/// where a page comes from.
pub(super) fn null(text: &str) -> Result<(), Reason> {
    if !text.trim().eq_ignore_ascii_case("null") {
        return Ok(());
    }
    let reason = Reason::new("`null` must not be allowed: any site can make browsers send it")
        .because("they send it for sandboxed frames, `data:` pages, local files and some redirects")
        .instead(Help::words("write the origin that the page is served from"))
        .instead(Help::Any);
    Err(Reason { section: Some(Section::Null), ..reason })
}

/// `*` is a value of the response header, not an origin
/// (<https://fetch.spec.whatwg.org/#http-access-control-allow-origin>), and `any` is the value of the whole field.
pub(super) fn all_or_none(text: &str) -> Result<(), Reason> {
    let none = ["none", "nobody", "disabled", "off", "false", "no"];
    if none.iter().any(|word| text.trim().trim_matches('\'').eq_ignore_ascii_case(word)) {
        return Err(Reason::new(format!("{} is not an origin", quote(text)))
            .instead(Help::Nobody)
            .instead(Help::list("list the origins", &["https://app.example.com"])));
    }
    let any = ["*://*", "*://*:*", "*:*", "*.*", "public"];
    if !means_any(text) && !any.iter().any(|word| text.trim().eq_ignore_ascii_case(word)) {
        return Ok(());
    }
    Err(Reason::new(format!("{} is not an origin", quote(text)))
        .instead(Help::Any)
        .instead(Help::list("list the origins", &["https://app.example.com"])))
}

/// Quotation marks are not part of what they enclose. Where a quoted list is cut at its commas, its first entry has the
/// one and its last entry the other.
pub(super) fn quotation_marks(text: &str) -> Result<(), Reason> {
    let inner = text.trim_end_matches([',', ';']);
    let ends = [inner.starts_with(['"', '\'', '`']), inner.len() > 1 && inner.ends_with(['"', '\'', '`'])];
    let what = match ends {
        [true, true] => "quotation marks around it",
        [false, false] => return Ok(()),
        _ => "a quotation mark at one end",
    };
    Err(Reason::new(format!("{} has {what}", quote(text)))
        .or(Help::example("write the origin without it", "https://app.example.com")))
}

/// A text names one origin: the `Origin` header holds one
/// (<https://fetch.spec.whatwg.org/#origin-header>).
pub(super) fn several(text: &str, wanted: Wanted) -> Result<(), Reason> {
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|' | '\u{3001}' | '\u{ff0c}');
    // Who writes the variables of a process into a file may get a line break as two characters.
    let plain = text.replace("\\nhttp", "\nhttp");
    let pieces: Vec<&str> =
        plain.split(separates).filter(|piece| !matches!(*piece, "" | "-" | "/" | "//")).collect();
    if pieces.len() < 2 {
        return Ok(());
    }
    let with_scheme = pieces.iter().filter(|piece| piece.contains("://")).count();
    let spaces_only = !text.contains(|c: char| separates(c) && !c.is_whitespace());
    // `https://app,example.com` is one typo, `https://a.example,b.example` has two entries.
    let alike = |piece: &&str| {
        let host = piece.split_once("://").map_or(*piece, |(_, host)| host);
        (host.contains(['.', ':']) || host == "localhost")
            && (host.len() < piece.len() || !host.contains('/'))
    };
    let mixed = spaces_only && with_scheme == 1;
    if with_scheme < 2 && (mixed || !pieces.iter().all(alike)) {
        return Ok(());
    }
    let listed: Vec<_> = pieces.iter().take(LISTED).map(|piece| shown_piece(piece, wanted)).collect();
    let more = pieces.len().saturating_sub(LISTED);
    let message = format!("an entry is one origin, and {} contains {}", quote(text), pieces.len());
    let help = if listed.iter().all(|origin| wanted.accepts(origin)) {
        Help::separate(listed, more)
    } else {
        Help::Separate(Vec::new(), 0)
    };
    Err(Reason::new(message).instead(help))
}

/// One of several origins in a text, in its right spelling where that can be computed.
fn shown_piece(piece: &str, wanted: Wanted) -> String {
    if wanted.accepts(piece) {
        return piece.to_owned();
    }
    let shown = || quote(piece.trim_matches('"')).trim_matches('`').to_owned();
    // Of several, a dot in front may belong to the one before.
    let has_spelling =
        !piece.starts_with('.') && check(piece, wanted).is_err_and(|reason| reason.has_spelling);
    let right = || spelling::spellings(piece, wanted).into_iter().next();
    if has_spelling { right() } else { None }.unwrap_or_else(shown)
}

/// White space and control characters: the URL parser drops or refuses them
/// (<https://url.spec.whatwg.org/#concept-basic-url-parser>), so they are in no origin that a browser sends.
pub(super) fn white_space(text: &str) -> Result<(), Reason> {
    let odd = |c: char| c.is_whitespace() || c.is_control();
    let Some(found) = text.chars().find(|c| odd(*c)) else { return Ok(()) };
    let what = match found {
        ' ' => "a space".to_owned(),
        '\t' => "a tab".to_owned(),
        '\n' | '\r' => "a line break".to_owned(),
        c if c.is_whitespace() => format!("white space (`{}`)", c.escape_unicode()),
        c => format!("a control character (`{}`)", c.escape_unicode()),
    };
    let where_it_is = if text.starts_with(odd) {
        "begins with it"
    } else if text.trim_end_matches(odd).contains(odd) {
        "has it inside"
    } else {
        "ends with it"
    };
    Err(Reason::new(format!("an origin must not contain {what}: {} {where_it_is}", quote(text)))
        .or(Help::words("write the origin without it")))
}

/// A text that is far too long to be an origin.
pub(super) fn too_long(text: &str) -> Result<(), Reason> {
    if text.len() <= LONGEST_ORIGIN {
        return Ok(());
    }
    Err(Reason::new(format!("{} has {} bytes, and no origin is that long", quote(text), text.len()))
        .instead(Help::words("write the scheme, the host and the port only")))
}

#[cfg(test)]
mod tests;
