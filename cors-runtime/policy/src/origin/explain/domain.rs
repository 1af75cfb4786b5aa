//! Domain names, as browsers write them.

use std::borrow::Cow;

use super::Reason;
use crate::origin::pattern::is_decodable;
use crate::origin::{LONGEST_LABEL, LONGEST_NAME};
use crate::violation::{Help, quote};

const BYTES: Help =
    Help::Words(Cow::Borrowed("a host may contain `a` to `z`, `0` to `9`, `-`, `_` and `.`"), Vec::new());

/// A domain name, or the part of one after a wildcard, in the form that the URL standard's host parser produces
/// (<https://url.spec.whatwg.org/#concept-host-parser>).
pub(super) fn check(host: &str) -> Result<(), Reason> {
    percent(host)?;
    non_ascii(host)?;
    upper_case(host)?;
    bytes(host)?;
    dots(host)?;
    lengths(host)?;
    punycode(host)
}

/// The parser decodes percent-encoding, so no host that is sent contains it.
fn percent(host: &str) -> Result<(), Reason> {
    if !host.contains('%') {
        return Ok(());
    }
    Err(Reason::new(format!("the host {} is percent-encoded, and browsers send it decoded", quote(host)))
        .or(BYTES))
}

/// Domain to ASCII (<https://url.spec.whatwg.org/#concept-domain-to-ascii>): what is sent is punycode.
fn non_ascii(host: &str) -> Result<(), Reason> {
    if let Some(c) = host.chars().find(|c| super::is_invisible(*c, host)) {
        let message = format!("the host contains an invisible character (U+{:04X})", u32::from(c));
        return Err(Reason::new(message).or(Help::words("delete it")));
    }
    match host.chars().find(|c| !c.is_ascii()) {
        Some(c) => Err(Reason::new(format!(
            "the host {} contains {}, and browsers send such a name in its ASCII form (punycode)",
            quote(host),
            quote(c.encode_utf8(&mut [0; 4]))
        ))
        .or(BYTES)),
        None => Ok(()),
    }
}

/// The same algorithm maps letters to lower case.
fn upper_case(host: &str) -> Result<(), Reason> {
    if !host.bytes().any(|b| b.is_ascii_uppercase()) {
        return Ok(());
    }
    Err(Reason::new(format!("the host {} has upper-case letters, and browsers send lower case", quote(host)))
        .or(BYTES))
}

/// Narrower than the standard's forbidden domain code points
/// (<https://url.spec.whatwg.org/#forbidden-domain-code-point>): no name in use has any of the others, such as `~`.
fn bytes(host: &str) -> Result<(), Reason> {
    match host
        .chars()
        .find(|c| !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.' | '_')))
    {
        Some(c) => Err(Reason::new(format!(
            "{} is not allowed in the host {}",
            quote(c.encode_utf8(&mut [0; 4])),
            quote(host)
        ))
        .or(BYTES)),
        None => Ok(()),
    }
}

/// No label is empty. The parser lets a trailing dot pass, and `example.com.` is then another origin than
/// `example.com`, one that hardly any page is served from.
fn dots(host: &str) -> Result<(), Reason> {
    let between = "write one dot between two labels";
    let (what, help) = if host.starts_with('.') {
        ("begins with a dot", between)
    } else if host.contains("..") {
        ("has an empty label: two dots in a row", between)
    } else if host.ends_with('.') {
        ("ends with a dot", "remove the dot at its end")
    } else {
        return Ok(());
    };
    Err(Reason::new(format!("the host {} {what}", quote(host))).or(Help::words(help)))
}

/// What the name system can hold (RFC 1035, section 2.3.4): a longer name leads to no server.
fn lengths(host: &str) -> Result<(), Reason> {
    let check = || Help::words("check the name: it is too long for DNS");
    if let Some(label) = host.split('.').find(|label| label.len() > LONGEST_LABEL) {
        return Err(Reason::new(format!(
            "the label {} has {} bytes, and DNS allows {LONGEST_LABEL}",
            quote(label),
            label.len()
        ))
        .or(check()));
    }
    if host.len() > LONGEST_NAME {
        return Err(Reason::new(format!(
            "the host {} has {} bytes, and DNS allows {LONGEST_NAME}",
            quote(host),
            host.len()
        ))
        .or(check()));
    }
    Ok(())
}

/// An `xn--` label has to be the punycode of a legal name.
fn punycode(host: &str) -> Result<(), Reason> {
    if is_decodable(host) {
        return Ok(());
    }
    let culprit = host.split('.').find(|label| !is_decodable(label)).unwrap_or(host);
    Err(Reason::new(format!(
        "{} is not valid punycode: what follows `xn--` has to decode to a legal name",
        quote(culprit)
    ))
    .or(Help::words("check the name with its registrar")))
}

#[cfg(test)]
mod tests;
