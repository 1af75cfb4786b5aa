//! Where a wildcard may stand in a host.

use super::{Reason, Wanted, address, domain};
use crate::origin::{ANY_PORT, Hosts, LONGEST_LABEL, LONGEST_NAME, Pattern};
use crate::violation::{Help, quote};

/// A wildcard in each of its places.
pub(super) const EXAMPLES: [&str; 3] =
    ["https://*.example.com", "https://pr-*.example.com", "http://localhost:*"];

/// Where one origin is expected, a pattern is a mistake.
pub(super) fn only_in_policies(text: &str, wanted: Wanted) -> Result<(), Reason> {
    if wanted == Wanted::Entry || !text.contains('*') {
        return Ok(());
    }
    let example = Pattern::read(text).map(|pattern| example(&pattern));
    let reason = Reason::new(format!("one exact origin is expected here, and {} has a `*`", quote(text)));
    Err(match example.filter(|text| wanted.accepts(text)) {
        Some(example) => reason.instead(Help::example("write one exact origin", &example)),
        None => reason.or(Help::list("write exact origins, one entry each", &[])),
    })
}

/// One of the origins that a pattern matches.
fn example(pattern: &Pattern) -> String {
    let text = match pattern.hosts() {
        Hosts::AnyLabel { .. } => pattern.text().replacen('*', "app", 1),
        Hosts::InLabel { .. } => pattern.text().replacen('*', "1", 1),
        Hosts::AnyHost => pattern.text().replacen('*', "0f1e2d3c-4b5a-6978", 1),
        Hosts::Exact(_) => pattern.text().to_owned(),
    };
    if pattern.port() == ANY_PORT { text.replacen(":*", ":8080", 1) } else { text }
}

/// A host with a `*` in it.
pub(super) fn check(host: &str) -> Result<(), Reason> {
    on_address(host)?;
    let Some((label, base)) = left_most_label(host)? else { return Err(without_domain(host)) };
    once(label, base, host)?;
    domain::check(base)?;
    if address::ends_in_number(base) {
        return Err(no_domain(format!(
            "{} ends in a number, so browsers read the host as an IPv4 address, and an address takes no wildcard",
            quote(base)
        )));
    }
    match label.split_once('*') {
        Some(("", "")) => room(base.len() + 2, base),
        Some((before, after)) => inside(before, after, base),
        None => Err(misplaced(host)),
    }
}

/// The help for what a pattern cannot express.
fn no_domain(message: String) -> Reason {
    Reason::new(message).instead(Help::list("list the exact origins", &[])).instead(Help::Any)
}

/// The help for a `*` in the wrong place.
fn places(message: String) -> Reason {
    let words = "let the `*` be the whole left-most label, part of it, or the whole port";
    Reason::new(message)
        .instead(Help::list("list the exact origins", &[]))
        .instead(Help::Words(words.into(), EXAMPLES.map(str::to_owned).to_vec()))
}

/// An address has no names below it.
fn on_address(host: &str) -> Result<(), Reason> {
    let numbers = host.bytes().any(|b| b.is_ascii_digit())
        && host.split('.').all(|part| part.bytes().all(|b| b.is_ascii_digit() || b == b'*'));
    if !numbers {
        return Ok(());
    }
    Err(no_domain(format!("an IP address takes no wildcard, and {} has one", quote(host))))
}

/// The left-most label and what follows its dot; `None` if nothing follows it.
fn left_most_label(host: &str) -> Result<Option<(&str, &str)>, Reason> {
    match host.split_once('.') {
        Some((_, "")) | None => Ok(None),
        Some((label, _)) if !label.contains('*') => Err(misplaced(host)),
        parts => Ok(parts),
    }
}

fn without_domain(host: &str) -> Reason {
    let would =
        if host.trim_end_matches('.') == "*" { "every host" } else { "names that anyone can register" };
    no_domain(format!("no domain follows the `*`: {} would match {would}", quote(host)))
}

fn misplaced(host: &str) -> Reason {
    if let Some(name) = host.strip_suffix(".*").filter(|name| !name.contains('*')) {
        return Reason::new(format!(
            "{} would match {} under every top-level domain",
            quote(host),
            quote(name)
        ))
        .because("anyone can register such a name")
        .instead(Help::Words(
            "write one entry for each domain".into(),
            ["com", "net"]
                .map(|domain| format!("https://{name}.{domain}"))
                .into_iter()
                .filter(|text| Pattern::read(text).is_some())
                .collect(),
        ));
    }
    places(format!("the `*` in {} is not in the left-most label", quote(host)))
}

/// One wildcard per host.
fn once(label: &str, base: &str, host: &str) -> Result<(), Reason> {
    if !base.contains('*') && label.matches('*').count() < 2 {
        return Ok(());
    }
    let message = format!("a host must not contain more than one `*`, and {} does", quote(host));
    let one = format!("https://*.{}", base.trim_start_matches(['*', '.']));
    // A `*` for a whole label stands for several labels already.
    Err(if label == "*" && Pattern::read(&one).is_some() {
        Reason::new(message).instead(Help::example("write one, which stands for one or more labels", &one))
    } else {
        places(message)
    })
}

/// `before*after.base`, with room for one more byte in the label.
fn inside(before: &str, after: &str, base: &str) -> Result<(), Reason> {
    let label = format!("{before}*{after}");
    let whole_label = |message: String| {
        Reason::new(message)
            .instead(Help::list("list the exact origins", &[]))
            .instead(Help::example("let the `*` be the whole label", "https://*.example.com"))
    };
    if before.bytes().take(4).map(|b| b.to_ascii_lowercase()).eq(*b"xn--") {
        return Err(whole_label(format!(
            "punycode takes no `*`, as in {}: one byte more or less makes it another name",
            quote(&label)
        )));
    }
    // The same bytes as everywhere in a host; where the wildcard is makes no difference.
    let fixed = format!("{before}{after}");
    if !fixed.is_ascii() {
        return Err(whole_label(format!(
            "a label with a `*` has to be ASCII, and {} is not: browsers send such a label as punycode",
            quote(&label)
        )));
    }
    // A label has at most 63 bytes, and the wildcard stands for at least one.
    if fixed.len() >= LONGEST_LABEL {
        return Err(Reason::new(format!(
            "{} leaves no room for the `*`: a label has at most {LONGEST_LABEL} bytes",
            quote(&label)
        ))
        .instead(Help::words("shorten the label")));
    }
    domain::check(&fixed)?;
    room(fixed.len() + 2 + base.len(), base)
}

/// A name has at most 253 bytes, and the shortest one that the pattern matches has to fit.
fn room(shortest: usize, base: &str) -> Result<(), Reason> {
    if shortest <= LONGEST_NAME {
        return Ok(());
    }
    Err(Reason::new(format!(
        "{} leaves no room for the `*`: a host has at most {LONGEST_NAME} bytes",
        quote(base)
    ))
    .instead(Help::words("check the name: it is too long for DNS")))
}

#[cfg(test)]
mod tests;
