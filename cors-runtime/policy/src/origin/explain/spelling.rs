//! The right spelling of a wrong text, where it can be computed.
//!
//! Nothing here decides what is right: whatever is assembled goes through the same rules as the user's text, and
//! is shown only if it passes.

use super::{Wanted, address, authority, check, is_invisible, port, scheme};
use crate::origin::pattern::typo_of;
use crate::origin::{LONGEST_ORIGIN, Origin};
use crate::words::means_any;

/// The right spellings that a text may have been meant as; usually one.
pub(super) fn spellings(text: &str, wanted: Wanted) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for spelling in candidates(text) {
        if spelling != text && !found.contains(&spelling) && wanted.accepts(&spelling) {
            found.push(spelling);
        }
    }
    found
}

/// What each part of `text` gets wrong, where `right` is what was meant: with one part as it is written and the others as
/// they should be, the rules name the mistake in that part.
pub(super) fn also_wrong(text: &str, right: &str, wanted: Wanted) -> Vec<String> {
    let clean = clean(text);
    let nested = ["blob", "filesystem"].iter().any(|name| scheme::after_scheme(&clean, name).is_some());
    let Some((name, right_authority)) = right.split_once("://").filter(|_| !nested) else {
        return Vec::new();
    };
    let (_, rest) = schemes(&clean);
    let rest = scheme::after_slashes(rest);
    let front = &clean[..clean.len() - rest.len()];
    let (authority, tail) = rest.split_at(rest.find(authority::ENDS).unwrap_or(rest.len()));
    let (user, authority) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    let (host, port) = authority::split(authority).unwrap_or((authority, None));
    let (right_host, right_port) = authority::split(right_authority).unwrap_or((right_authority, None));
    let with_port = |host: &str, port: Option<&str>| {
        port.map_or_else(|| format!("{name}://{host}"), |port| format!("{name}://{host}:{port}"))
    };
    let user = if user.is_empty() { right.to_owned() } else { format!("{name}://{user}@{right_authority}") };
    let each = [
        format!("{front}{right_authority}"),
        user,
        format!("{right}{tail}"),
        with_port(host, right_port),
        with_port(right_host, port),
    ];
    each.iter().filter_map(|text| check(text, wanted).err()).map(|reason| reason.message).collect()
}

/// Everything that the text may have been meant as, right or not.
fn candidates(text: &str) -> Vec<String> {
    if text.len() > LONGEST_ORIGIN {
        return Vec::new();
    }
    let clean = clean(text);
    if clean.contains(char::is_whitespace) {
        return Vec::new();
    }
    let (schemes, rest) = schemes(&clean);
    let rest = if schemes.iter().any(|name| scheme::SERVED.contains(&name.as_str())) || schemes.is_empty() {
        scheme::after_slashes(rest)
    } else {
        rest
    };
    if authority::has_scheme(rest) {
        return Vec::new();
    }
    let end = rest.find(authority::ENDS).unwrap_or(rest.len());
    let authority = rest[..end].rsplit('@').next().unwrap_or_default();
    // Without a scheme, a lone `https` or the text before `//` is a broken scheme, not a host, and a single word may be
    // anything.
    let named = authority.strip_suffix(':').unwrap_or(authority);
    let is_word = named.split_once(':').is_some_and(|(name, _)| is_word(&name.to_ascii_lowercase()));
    let is_host = !is_word && named.contains(['.', ':']) || named == "localhost";
    if schemes.is_empty() && (!is_host || rest[end..].starts_with("//")) {
        return Vec::new();
    }
    // `https://http/a.example`: which host is meant is anybody's guess.
    if scheme::SERVED.contains(&named) {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for (host, port) in authorities(authority) {
        for host in hosts(&host, &schemes) {
            let guessed = [guess(&host, port.as_deref())];
            for name in if schemes.is_empty() { &guessed[..] } else { &schemes[..] } {
                if let Some(port) = port_behind(port.as_deref(), name) {
                    candidates.push(format!("{name}://{host}{port}"));
                }
            }
        }
    }
    candidates
}

/// Whether a name is a scheme or a word, which is no host even with a port behind it. (`data` and `app` may be.)
fn is_word(name: &str) -> bool {
    matches!(name, "none" | "null" | "runtime" | "self")
        || means_any(name)
        || name != "data" && scheme::is_known(name)
}

/// The text without what surrounds it, without what the URL parser drops
/// (<https://url.spec.whatwg.org/#concept-basic-url-parser>, tabs and line breaks), and without spaces beside a `/` or
/// `:`. Any other space may stand for anything.
fn clean(text: &str) -> String {
    let around = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '\'' | '`' | '<' | '>' | ',' | ';')
            || is_invisible(c, text)
    };
    let dropped = |c: &char| matches!(c, '\t' | '\n' | '\r') || is_invisible(*c, text);
    let chars: Vec<char> = text.trim_matches(around).chars().filter(|c| !dropped(c)).collect();
    let beside = |c: Option<&char>| matches!(c, Some('/' | ':'));
    let kept = chars.iter().enumerate().filter(|(at, c)| {
        !(**c == ' ' && (beside(chars.get(at + 1)) || beside(at.checked_sub(1).and_then(|at| chars.get(at)))))
    });
    kept.map(|(_, c)| *c).collect()
}

/// The schemes that may have been meant, none if they depend on the host, and the rest of the text.
fn schemes(text: &str) -> (Vec<String>, &str) {
    let text =
        ["blob", "filesystem"].iter().find_map(|name| scheme::after_scheme(text, name)).unwrap_or(text);
    let (name, rest) = match scheme::parts(text) {
        Some(parts) => parts,
        None => match scheme::incomplete(text) {
            Some((name, rest)) => (name, scheme::after_slashes(rest)),
            None => return (Vec::new(), text),
        },
    };
    let name = name.trim_matches(':').to_ascii_lowercase();
    // `https://https://a`: the inner one counts.
    if let Some((inner, rest)) = scheme::parts(rest).or_else(|| scheme::again(rest))
        && [&name, &inner.to_ascii_lowercase()].iter().all(|name| scheme::SERVED.contains(&name.as_str()))
    {
        return (vec![page(&inner.to_ascii_lowercase())], rest);
    }
    let schemes = match name.as_str() {
        "" => Vec::new(),
        "*" | "http*" | "http(s)" | "https?" | "http[s]" => vec!["https".to_owned(), "http".to_owned()],
        _ => vec![page(&name)],
    };
    (schemes, rest)
}

/// The scheme of the page, for a scheme that pages do not have or a misspelled one.
fn page(name: &str) -> String {
    match name {
        "ws" => "http",
        "wss" => "https",
        _ => typo_of(name).unwrap_or(name),
    }
    .to_owned()
}

/// Host and port; two readings for an IPv6 address without brackets whose last group may be a port.
fn authorities(authority: &str) -> Vec<(String, Option<String>)> {
    if address::looks_like_v6(authority) {
        let address = authority.split('%').next().unwrap_or(authority);
        let mut readings = Vec::new();
        if let Some((front, port)) = address.rsplit_once(':')
            && !front.ends_with(':')
            && port.len() > 1
            && port.bytes().all(|b| b.is_ascii_digit())
        {
            readings.push((format!("[{front}]"), Some(port.to_owned())));
        }
        readings.push((format!("[{address}]"), None));
        return readings;
    }
    match authority::split(authority) {
        Ok((host, port)) => vec![(host.to_owned(), port.map(str::to_owned))],
        Err(_) => Vec::new(),
    }
}

/// The host as browsers write it; a leading dot, as in cookies, may mean all hosts below or the name itself.
fn hosts(host: &str, schemes: &[String]) -> Vec<String> {
    if schemes.iter().any(|name| !matches!(name.as_str(), "http" | "https")) {
        return vec![host.to_owned()];
    }
    if let Some(inner) = host.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        let inner = inner.split('%').next().unwrap_or(inner);
        return match url::Host::parse(&format!("[{inner}]")) {
            Ok(address @ url::Host::Ipv6(_)) => vec![address.to_string()],
            _ => Vec::new(),
        };
    }
    if let Some(below) = host.strip_prefix('.') {
        return canonical(below).map(|name| vec![format!("*.{name}"), name]).unwrap_or_default();
    }
    match host.split_once('.') {
        Some((label, base)) if label.contains('*') && label.is_ascii() => {
            canonical(base).map(|base| format!("{}.{base}", label.to_ascii_lowercase())).into_iter().collect()
        }
        _ => canonical(host).into_iter().collect(),
    }
}

/// What the URL standard's host parser makes of a name, without the dot at its end
/// (<https://url.spec.whatwg.org/#concept-host-parser>). A `*` that only appears after decoding is not offered.
fn canonical(host: &str) -> Option<String> {
    let host = match url::Host::parse(host).ok()? {
        url::Host::Domain(name) => name.strip_suffix('.').unwrap_or(&name).to_owned(),
        url::Host::Ipv4(address) => address.to_string(),
        url::Host::Ipv6(_) => return None,
    };
    (!host.contains('*')).then_some(host)
}

/// The scheme for a host without one: the port's scheme, else `http` for the user's own machine, else `https`.
fn guess(host: &str, port: Option<&str>) -> String {
    let shortest = format!("http://{}", host.replacen('*', "0", 1));
    let local = Origin::parse(&shortest).is_some_and(|origin| origin.is_loopback());
    match port {
        Some("80") => "http",
        Some("443") => "https",
        _ if local => "http",
        _ => "https",
    }
    .to_owned()
}

/// `:` and the port, or nothing for the scheme's own; `None` for what is not a port.
fn port_behind(port: Option<&str>, scheme: &str) -> Option<String> {
    let digits = match port {
        None | Some("") => return Some(String::new()),
        Some(port) => port.trim_start_matches('0'),
    };
    if port::default_of(scheme).is_some_and(|own| own.to_string() == digits) {
        return Some(String::new());
    }
    port::check(Some(digits), scheme).is_ok().then(|| format!(":{digits}"))
}

#[cfg(test)]
mod tests;
