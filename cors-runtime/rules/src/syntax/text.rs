//! Rules for the text as a whole, before anybody looks for a scheme in it.

use super::mistake::{Fault, literal, one_of, quote};
use super::{Place, read, remedy};

/// No origin is longer, by far: a host has 253 bytes. It bounds what the later rules have to look at.
const ENDLESS: usize = 2048;

/// How many of several origins in one text are listed.
const LISTED: usize = 20;

/// There has to be something.
pub(super) fn empty(text: &str) -> Result<(), Fault> {
    if !text.trim().is_empty() {
        return Ok(());
    }
    let what = if text.is_empty() { "this text is empty" } else { "there is only white space in this text" };
    Err(Fault::new(format!("{what}, and an origin is expected"))
        .help(format!("write an origin such as {}", literal("https://app.example.com"))))
}

/// `null` is what an opaque origin serialises to
/// (<https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin>): it names nobody.
pub(super) fn null(text: &str) -> Result<(), Fault> {
    if !text.trim().eq_ignore_ascii_case("null") {
        return Ok(());
    }
    Err(Fault::new(
        "`null` is no origin that can be trusted: browsers send it for sandboxed frames, `data:` pages, local files \
         and some redirects, so every site can make its visitors' browsers send it",
    )
    .help("name the origin that the page is served from; if anyone may read the answers, write `origins: any`"))
}

/// `*` is a value of the response header, no origin (<https://fetch.spec.whatwg.org/#http-access-control-allow-origin>).
pub(super) fn any(text: &str) -> Result<(), Fault> {
    if !matches!(text.trim(), "*" | "*://*" | "*://*:*" | "*:*") {
        return Ok(());
    }
    Err(Fault::new(format!("{} is no origin", quote(text)))
        .help("if anyone may read the answers, write `origins: any`; otherwise list the origins"))
}

/// A text names one origin: the `Origin` header holds one
/// (<https://fetch.spec.whatwg.org/#origin-header>).
pub(super) fn several(text: &str, place: Place) -> Result<(), Fault> {
    let separates = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|');
    let pieces: Vec<&str> = text.split(separates).filter(|piece| !piece.is_empty()).collect();
    if pieces.len() < 2 {
        return Ok(());
    }
    let with_scheme = pieces.iter().filter(|piece| piece.contains("://")).count();
    let spaces_only = !text.contains([',', ';', '|']);
    // `https://app,example.com` is a slip of the finger, `https://a.example,b.example` is two.
    let alike = |piece: &&str| {
        let host = piece.split_once("://").map_or(*piece, |(_, host)| host);
        (host.contains(['.', ':']) || host == "localhost")
            && (host.len() < piece.len() || !host.contains('/'))
    };
    let mixed = spaces_only && with_scheme == 1;
    if with_scheme < 2 && (mixed || !pieces.iter().all(alike)) {
        return Ok(());
    }
    let mut listed: Vec<String> = pieces.iter().take(LISTED).map(|piece| one(piece, place)).collect();
    if pieces.len() > LISTED {
        listed.push(format!("{} more", pieces.len() - LISTED));
    }
    Err(Fault::new(format!("{} holds {} origins, and a text names one", quote(text), pieces.len()))
        .help(format!("write one string each: {}", one_of(&listed, "and"))))
}

/// One of several origins in a text, in its right spelling where that can be computed.
fn one(piece: &str, place: Place) -> String {
    if read(piece, place).is_ok() {
        return literal(piece);
    }
    remedy::spellings(piece, place)
        .first()
        .map_or_else(|| quote(piece.trim_matches('"')), |text| literal(text))
}

/// White space and control characters: the URL parser drops or refuses them
/// (<https://url.spec.whatwg.org/#concept-basic-url-parser>), so they are in no origin that a browser sends.
pub(super) fn white_space(text: &str) -> Result<(), Fault> {
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
        format!("begins with {what}")
    } else if text.trim_end_matches(odd).contains(odd) {
        format!("has {what} inside")
    } else {
        format!("ends with {what}")
    };
    Err(Fault::new(format!("{} {where_it_is}, which no origin contains", quote(text)))
        .or("write the origin without it, one string for each origin"))
}

/// A text that is far too long to be an origin.
pub(super) fn endless(text: &str) -> Result<(), Fault> {
    if text.len() <= ENDLESS {
        return Ok(());
    }
    Err(Fault::new(format!("{} has {} bytes, and no origin is that long", quote(text), text.len()))
        .help("write the scheme, the host and the port only"))
}

#[cfg(test)]
mod tests {
    use super::super::OriginText;

    #[test]
    fn texts_that_hold_no_single_origin_are_refused() {
        for (what, text, message, help) in [
            ("nothing", "", "is empty", "`\"https://app.example.com\"`"),
            ("white space only", " \n", "only white space", "`\"https://app.example.com\"`"),
            ("null", "null", "every site", "`origins: any`"),
            ("null in another case", "NULL", "every site", "`origins: any`"),
            ("a star", "*", "no origin", "`origins: any`"),
            ("stars everywhere", "*://*:*", "no origin", "`origins: any`"),
            (
                "two origins with a comma",
                "https://a.example,https://b.example",
                "holds 2 origins",
                "`\"https://a.example\"` and `\"https://b.example\"`",
            ),
            (
                "three with comma and space, to be corrected themselves",
                "https://A.example/, b.example, http://localhost:80",
                "holds 3 origins",
                "`\"https://a.example\"`, `\"https://b.example\"` and `\"http://localhost\"`",
            ),
            (
                "two with white space",
                "https://a.example\nhttps://b.example",
                "holds 2 origins",
                "`\"https://a.example\"` and `\"https://b.example\"`",
            ),
            ("a leading space", " https://a.example", "begins with a space", "write `\"https://a.example\"`"),
            (
                "a line break at the end",
                "https://a.example\n",
                "ends with a line break",
                "write `\"https://a.example\"`",
            ),
            ("a tab inside", "https://a.ex\tample", "has a tab inside", "write `\"https://a.example\"`"),
            (
                "a space before the port",
                "https://a.example :8080",
                "has a space inside",
                "write `\"https://a.example:8080\"`",
            ),
            (
                "a space in the host, which may stand for anything",
                "https://app example.com",
                "a space",
                "without it",
            ),
            ("a comma for a dot", "https://app,example.com", "`,` does not belong", "`a` to `z`"),
            ("NUL", "https://a.example\0", r"control character (`\u{0}`)", "write `\"https://a.example\"`"),
            (
                "a no-break space",
                "https://a.example\u{a0}",
                r"white space (`\u{a0}`)",
                "write `\"https://a.example\"`",
            ),
        ] {
            for mistake in [OriginText::pattern(text).unwrap_err(), OriginText::exact(text).unwrap_err()] {
                assert!(mistake.message.contains(message), "{what}: {mistake}");
                assert!(mistake.help.as_ref().unwrap().contains(help), "{what}: {mistake}");
            }
        }
    }

    #[test]
    fn long_texts_are_refused_in_short_words() {
        for text in ["a".repeat(1_000_000), "https://a.example,".repeat(10_000), "ü".repeat(3000)] {
            let mistake = OriginText::pattern(&text).unwrap_err();
            assert!(mistake.to_string().len() < 3000, "{mistake}");
        }
    }
}
