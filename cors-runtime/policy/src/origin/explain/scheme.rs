//! The scheme, and what is written in its place.

use super::{Reason, Wanted, wildcard};
use crate::origin::pattern::typo_of;
use crate::violation::{Help, quote};
use crate::words::APPLICATIONS;

/// Schemes whose pages send the origin of something else, or none: what happens instead, and what to do.
/// <https://url.spec.whatwg.org/#concept-url-origin>
const WITHOUT_ORIGIN: [(&str, &str, Instead); 7] = [
    (
        "file",
        "browsers send `null` for a page that is opened from a file; some app shells send `file://`, which every local \
         file would match",
        FROM_A_SERVER,
    ),
    ("ftp", "browsers no longer open pages over `ftp`", SERVED_FROM),
    ("blob", "a `blob:` page sends the origin of the page that made it", SERVED_FROM),
    ("filesystem", "a `filesystem:` page sends the origin of the page that made it", SERVED_FROM),
    ("data", "a `data:` page sends `null`", SERVED_FROM),
    ("about", "an `about:` page sends the origin of the page that opened it, or `null`", SERVED_FROM),
    (
        "javascript",
        "a `javascript:` URL runs in the page that holds it and sends that page's origin",
        SERVED_FROM,
    ),
];
/// What to do, and examples.
type Instead = (&'static str, &'static [&'static str]);
const FROM_A_SERVER: Instead = (
    "serve the page from a local server or from a scheme of its own, and write that origin",
    &["http://localhost:8080", "app://-"],
);
const SERVED_FROM: Instead =
    ("write the origin that the page itself is served from", &["https://app.example.com"]);

/// Schemes that are written with `//` and lead to a server.
pub(super) const SERVED: [&str; 4] = ["https", "http", "wss", "ws"];

/// The part before `://` and the part after it. A text without `://` lacks its scheme, which is detected before
/// any URL parser runs: to a URL parser, `app.example.com:8080` is a URL with the scheme `app.example.com`.
pub(super) fn split(text: &str) -> Result<(&str, &str), Reason> {
    without_origin(text)?;
    match parts(text) {
        Some(("", _)) => Err(missing(text)),
        Some(parts) => Ok(parts),
        None => Err(slashes(text).unwrap_or_else(|| missing(text))),
    }
}

/// The two sides of `://`, unless it stands in a path or a query.
pub(super) fn parts(text: &str) -> Option<(&str, &str)> {
    let is_front =
        |name: &str| name.eq_ignore_ascii_case("https?") || !name.contains(['/', '\\', '?', '#', '@']);
    text.split_once("://").filter(|(name, _)| is_front(name))
}

/// `https:` that is not followed by `//` (<https://url.spec.whatwg.org/#special-authority-slashes-state>).
fn slashes(text: &str) -> Option<Reason> {
    let (name, rest) = incomplete(text)?;
    if name.eq_ignore_ascii_case("ws") || name.eq_ignore_ascii_case("wss") {
        return check(&name.to_ascii_lowercase()).err();
    }
    let end = name.len() + usize::from(text[name.len()..].starts_with(':'));
    let wrong = &text[..end + rest.bytes().take_while(|b| matches!(b, b'/' | b'\\')).count()];
    let right = format!("{}://", name.to_ascii_lowercase());
    Some(
        Reason::new(format!("{} should be `{right}`", quote(wrong)))
            .or(Help::words(format!("write `{right}` and then the host"))),
    )
}

/// Whether it is the scheme of some pages.
pub(super) fn is_known(name: &str) -> bool {
    SERVED.contains(&name)
        || APPLICATIONS.contains(&name)
        || WITHOUT_ORIGIN.iter().any(|(without, ..)| *without == name)
}

/// The same of another scheme, `tauri:/localhost`: without a dot, it is no host with a port.
fn other_bare(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    let legal = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(legal);
    let is_known = APPLICATIONS.contains(&name) && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    let has_slash = name != "localhost" && rest.starts_with(['/', '\\']);
    (is_name && (has_slash || is_known)).then_some((name, rest))
}

/// A scheme that lacks the colon or a slash, and what follows.
pub(super) fn incomplete(text: &str) -> Option<(&str, &str)> {
    bare(text).or_else(|| other_bare(text))
}

/// A served scheme that lacks the colon or a slash, and what follows: `https:/a`, `https:a`, `https//a`, `https:\\a`.
fn bare(text: &str) -> Option<(&str, &str)> {
    SERVED.into_iter().find_map(|name| {
        let (front, rest) = text.split_at_checked(name.len())?;
        let rest = front.eq_ignore_ascii_case(name).then_some(rest)?;
        let rest = match rest.strip_prefix(':') {
            Some(rest) => rest,
            None if rest.starts_with("//") || rest.starts_with(r"\\") => rest,
            None => return None,
        };
        // `http:8080` is a host named `http`.
        (!is_port(rest)).then_some((front, rest))
    })
}

/// A served scheme behind another one, `https://https//a.example`, and what follows it. `https:8080/` is a host.
pub(super) fn again(text: &str) -> Option<(&str, &str)> {
    bare(text).filter(|(_, rest)| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '*'))
}

/// The text without the slashes in front of it, which Windows writes the other way.
pub(super) fn after_slashes(text: &str) -> &str {
    text.trim_start_matches(['/', '\\'])
}

/// The text begins with its host: the scheme does not follow from it, so it has to be written.
fn missing(text: &str) -> Reason {
    let host = after_slashes(text);
    // Of two mistakes, the one that takes some thought; its help shows the scheme as well.
    if text.contains('*')
        && !Wanted::Entry.accepts(&format!("https://{text}"))
        && let Err(reason) = wildcard::check(host.split(['/', ':']).next().unwrap_or(host))
    {
        return reason;
    }
    Reason::new(format!("{} has no scheme, and every origin begins with one", quote(text)))
        .or(Help::example("begin with `https://`", "https://app.example.com"))
}

/// Schemes of documents that have no origin of their own, with `//` or without.
fn without_origin(text: &str) -> Result<(), Reason> {
    match WITHOUT_ORIGIN.iter().find(|(name, ..)| after_scheme(text, name).is_some()) {
        Some((name, what, (words, examples))) => {
            let examples = examples.iter().map(|example| (*example).to_owned()).collect();
            Err(Reason::new(format!("the scheme `{name}` must not be in a policy"))
                .because(*what)
                .or(Help::Words((*words).into(), examples)))
        }
        None => Ok(()),
    }
}

/// What follows `name:`, in any letter case, unless it is a port: `data:8080` is a host named `data`.
pub(super) fn after_scheme<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(name.len())?;
    let rest = rest.strip_prefix(':')?;
    (front.eq_ignore_ascii_case(name) && !is_port(rest)).then_some(rest)
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The scheme itself (<https://url.spec.whatwg.org/#url-scheme-string>, in lower case).
pub(super) fn check(name: &str) -> Result<(), Reason> {
    if name.contains('*') {
        return Err(Reason::new(format!(
            "a scheme must not contain a `*`, and {} does",
            quote(&format!("{name}://"))
        ))
        .because("an `http` page must not be trusted like an `https` one")
        .or(Help::words("write the schemes out, one entry each")));
    }
    let legal = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'));
    if !legal {
        return Err(Reason::new(format!("{} is not a scheme", quote(name)))
            .or(Help::words("a scheme begins with a letter; letters, digits, `+`, `-` and `.` may follow")));
    }
    if name.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err(Reason::new(format!(
            "the scheme {} has upper-case letters, and browsers send lower case",
            quote(name)
        ))
        .or(Help::words("write it in lower case")));
    }
    if matches!(name, "ws" | "wss") {
        return Err(Reason::new(format!("`{name}` is never the scheme of an origin"))
            .because("browsers send the origin of the page that opens the WebSocket")
            .or(Help::words("write the origin of the page, with `https` or `http`")));
    }
    match typo_of(name) {
        Some(meant) => Err(Reason::new(format!("{} looks like a typo for `{meant}`", quote(name)))
            .or(Help::words(format!("write `{meant}`")))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
