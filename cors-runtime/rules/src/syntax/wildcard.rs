//! Where a wildcard may stand in a host.

use super::mistake::{Fault, literal, quote};
use super::{Host, OriginText, Place, Port, address, domain, read as read_origin};

const PLACES: &str = "a `*` may be the whole left-most label (`\"https://*.example.com\"`), stand once inside the \
                      left-most label (`\"https://pr-*.example.com\"`), or be the whole port (`\"http://localhost:*\"`)";
const NO_DOMAIN: &str = "list the exact origins, or write `origins: any` if anyone may read the answers";

/// Wherever one origin is meant, a pattern is a misunderstanding.
pub(super) fn only_in_policies(text: &str, place: Place) -> Result<(), Fault> {
    if place == Place::Policy || !text.contains('*') {
        return Ok(());
    }
    let example = read_origin(text, Place::Policy).ok().map(|pattern| example(&pattern));
    let words = match example.filter(|text| read_origin(text, Place::Exact).is_ok()) {
        Some(example) => format!("write one exact origin, such as {}", literal(&example)),
        None => "write exact origins, one string each".to_owned(),
    };
    Err(Fault::new(format!(
        "{} has a `*`: wildcards stand in the `origins` of a `cors!` policy, not here, where an exact origin is expected",
        quote(text)
    ))
    .or(format!("{words}; a wildcard belongs in the policy")))
}

/// One of the origins that a pattern stands for.
fn example(pattern: &OriginText) -> String {
    let text = match pattern.host {
        Host::WholeLabel { .. } => pattern.text.replacen('*', "app", 1),
        Host::InLabel { .. } => pattern.text.replacen('*', "1", 1),
        _ => pattern.text.clone(),
    };
    match pattern.port {
        Port::Any => text.replacen(":*", ":8080", 1),
        _ => text,
    }
}

/// A host with a `*` in it.
pub(super) fn read(host: &str) -> Result<Host, Fault> {
    on_address(host)?;
    let Some((label, base)) = behind(host)? else { return Err(nothing_behind(host)) };
    once(label, base, host)?;
    domain::check(base)?;
    if address::ends_in_number(base) {
        return Err(Fault::new(format!(
            "{} ends in a number, so browsers take the host for an IPv4 address, and an address takes no wildcard",
            quote(base)
        ))
        .help(NO_DOMAIN));
    }
    match label.split_once('*') {
        Some(("", "")) => whole(base),
        Some((before, after)) => inside(before, after, base),
        None => Err(misplaced(host)),
    }
}

/// An address has no names below it that somebody could be given.
fn on_address(host: &str) -> Result<(), Fault> {
    let numbers = host.bytes().any(|b| b.is_ascii_digit())
        && host.split('.').all(|part| part.bytes().all(|b| b.is_ascii_digit() || b == b'*'));
    if !numbers {
        return Ok(());
    }
    Err(Fault::new(format!("{} has a wildcard, and an IP address takes none", quote(host))).help(NO_DOMAIN))
}

/// The left-most label and what is behind its dot; nothing, if no domain is.
fn behind(host: &str) -> Result<Option<(&str, &str)>, Fault> {
    match host.split_once('.') {
        Some((_, "")) | None => Ok(None),
        Some((label, _)) if !label.contains('*') => Err(misplaced(host)),
        parts => Ok(parts),
    }
}

fn nothing_behind(host: &str) -> Fault {
    Fault::new(format!(
        "no domain follows the wildcard in {}, so it would stand for anyone's hosts",
        quote(host)
    ))
    .help(NO_DOMAIN)
}

fn misplaced(host: &str) -> Fault {
    Fault::new(format!("the `*` in {} is not in the left-most label", quote(host))).help(PLACES)
}

/// One wildcard a host.
fn once(label: &str, base: &str, host: &str) -> Result<(), Fault> {
    let what = if base.contains('*') {
        "more than the left-most label has a `*`"
    } else if label.matches('*').count() > 1 {
        "a label has more than one `*`"
    } else {
        return Ok(());
    };
    Err(Fault::new(format!("{what} in {}", quote(host))).help(PLACES))
}

/// `*.base`, with room for one more byte and the dot.
fn whole(base: &str) -> Result<Host, Fault> {
    room(base.len() + 2, base)?;
    Ok(Host::WholeLabel { base: base.to_owned() })
}

/// `before*after.base`, with room for one more byte in the label.
fn inside(before: &str, after: &str, base: &str) -> Result<Host, Fault> {
    let label = format!("{before}*{after}");
    if before.bytes().take(4).map(|b| b.to_ascii_lowercase()).eq(*b"xn--") {
        return Err(Fault::new(format!(
            "{} has a wildcard inside punycode: a byte there changes every letter, so nobody can say what it stands for",
            quote(&label)
        ))
        .help("list the exact origins, or let the `*` be the whole label, as in `\"https://*.example.com\"`"));
    }
    // The same bytes as everywhere in a host; the wildcard's place says nothing about them.
    let fixed = format!("{before}{after}");
    if !fixed.is_ascii() {
        return Err(Fault::new(format!(
            "{} has a wildcard beside letters that are not ASCII: the whole label is sent in another form (punycode)",
            quote(&label)
        ))
        .help("list the exact origins, or let the `*` be the whole label, as in `\"https://*.example.com\"`"));
    }
    domain::check(&fixed).map_err(|fault| if fixed.len() > domain::LABEL { full(&label) } else { fault })?;
    if fixed.len() >= domain::LABEL {
        return Err(full(&label));
    }
    room(fixed.len() + 2 + base.len(), base)?;
    Ok(Host::InLabel { before: before.to_owned(), after: after.to_owned(), base: base.to_owned() })
}

/// A label has 63 bytes (RFC 1035, section 2.3.4), and the wildcard stands for one at least.
fn full(label: &str) -> Fault {
    Fault::new(format!(
        "{} leaves no room for what the `*` stands for: a label has {} bytes at most",
        quote(label),
        domain::LABEL
    ))
    .help("shorten the fixed part of the label")
}

/// A name has 253 bytes, and the shortest that the pattern stands for has to fit.
fn room(shortest: usize, base: &str) -> Result<(), Fault> {
    if shortest <= domain::NAME {
        return Ok(());
    }
    Err(Fault::new(format!(
        "{} leaves no room for what the `*` stands for: a host has {} bytes at most",
        quote(base),
        domain::NAME
    ))
    .help("no server can have such a name: look it up again"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wildcard_stands_in_three_places_only() {
        let label = format!("https://{}*.example.com", "a".repeat(63));
        let base = format!(
            "https://*.{}",
            ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(60)].join(".")
        );
        for (what, text, message, help) in [
            ("in the middle", "https://app.*.com", "not in the left-most label", "three"),
            ("at the end", "https://app.example.*", "not in the left-most label", "three"),
            ("behind the name", "https://example.com*", "not in the left-most label", "three"),
            ("twice", "https://*.*.com", "more than the left-most label", "three"),
            ("twice in a label", "https://a*b*.example.com", "more than one `*`", "three"),
            ("double", "https://**.example.com", "more than one `*`", "three"),
            ("alone", "https://*", "no domain follows", "`origins: any`"),
            ("alone with a port", "https://*:8080", "no domain follows", "`origins: any`"),
            ("alone with any port", "https://*:*", "no domain follows", "`origins: any`"),
            ("before a dot", "https://*.", "no domain follows", "`origins: any`"),
            ("in a name of one label", "http://local*", "no domain follows", "`origins: any`"),
            ("on an address", "http://192.168.1.*", "IP address", "`origins: any`"),
            ("inside an address", "http://192.*.1.1", "IP address", "`origins: any`"),
            ("below an address", "http://*.1.2.3.4", "IP address", "`origins: any`"),
            ("below what looks like an address", "http://*.1.2.3", "IP address", "`origins: any`"),
            ("below a number", "http://*.foo.123", "ends in a number", "`origins: any`"),
            ("in an IPv6 address", "http://[::*]", "IP address", "`origins: any`"),
            ("in punycode", "https://xn--*.example.com", "punycode", "whole label"),
            ("beside an umlaut", "https://ü*.example.com", "not ASCII", "whole label"),
            ("in a full label", label.as_str(), "leaves no room", "shorten"),
            ("before a full name", base.as_str(), "leaves no room", "no server"),
            (
                "in the scheme",
                "http*://a.example",
                "a scheme takes none",
                "`\"http://a.example\"` or `\"https://a.example\"`",
            ),
            (
                "for the scheme",
                "*://a.example",
                "a scheme takes none",
                "`\"http://a.example\"` or `\"https://a.example\"`",
            ),
            ("without a scheme", "*.example.com", "no scheme", "write `\"https://*.example.com\"`"),
            ("in the path", "https://a.example/*", "path", "write `\"https://a.example\"`"),
            ("before upper case", "https://*.Example.com", "lower case", "write `\"https://*.example.com\"`"),
            (
                "beside upper case",
                "https://PR-*.example.com",
                "lower case",
                "write `\"https://pr-*.example.com\"`",
            ),
            (
                "before an umlaut",
                "https://*.münchen.de",
                "punycode",
                "write `\"https://*.xn--mnchen-3ya.de\"`",
            ),
            (
                "before a trailing dot",
                "https://*.example.com.",
                "ends with a dot",
                "write `\"https://*.example.com\"`",
            ),
            ("before two dots", "https://*..com", "begins with a dot", "one dot"),
            ("beside a byte that is not allowed", "https://a~*.example.com", "`~`", "`a` to `z`"),
        ] {
            let mistake = OriginText::pattern(text).unwrap_err();
            let help = if help == "three" { PLACES } else { help };
            assert!(mistake.message.contains(message), "{what}: {mistake}");
            assert!(mistake.help.as_ref().unwrap().contains(help), "{what}: {mistake}");
        }
    }

    #[test]
    fn the_longest_patterns_are_accepted() {
        let label = format!("https://{}*.example.com", "a".repeat(62));
        let base = format!(
            "https://*.{}",
            ["a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(59)].join(".")
        );
        assert!(OriginText::pattern(&label).is_ok());
        assert!(OriginText::pattern(&base).is_ok());
    }

    #[test]
    fn where_one_origin_is_meant_a_wildcard_gets_an_example() {
        for (text, example) in [
            ("https://*.example.com", "`\"https://app.example.com\"`"),
            ("https://pr-*.example.com:*", "`\"https://pr-1.example.com:8080\"`"),
            ("http://localhost:*", "`\"http://localhost:8080\"`"),
            ("https://*", "exact origins"),
            ("https://a.example/*", "`\"https://a.example\"`"),
        ] {
            let mistake = OriginText::exact(text).unwrap_err();
            assert!(mistake.message.contains("not here"), "{mistake}");
            assert!(mistake.help.as_ref().unwrap().contains(example), "{mistake}");
        }
    }
}
