//! What follows `://`: where the host ends, where a port begins, and what does not belong there.

use super::{Reason, address, domain, scheme, wildcard};
use crate::violation::{Help, quote};

/// Where the host and port end in a URL of the schemes with servers; `\` counts as `/` there
/// (<https://url.spec.whatwg.org/#authority-state>).
pub(super) const ENDS: [char; 4] = ['/', '\\', '?', '#'];

/// Host and port alone: an origin is a scheme, a host and a port, and nothing else of a URL
/// (<https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-tuple>).
pub(super) fn alone(rest: &str) -> Result<&str, Reason> {
    let only = || Help::words("write the scheme, the host and the port only");
    let (authority, tail) = rest.split_at(rest.find(ENDS).unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err(Reason::new("an origin must not contain a user name or password").or(only()));
    }
    if has_scheme(rest) {
        return Err(Reason::new("an origin must not contain `://` twice").or(Help::Separate(Vec::new(), 0)));
    }
    if scheme::again(rest).is_some() {
        return Err(Reason::new("an origin must not contain its scheme twice").or(only()));
    }
    let message = match tail {
        "" => return Ok(authority),
        "/" => "an origin must not end with a slash".to_owned(),
        _ if tail.starts_with('?') => format!("an origin must not contain the query {}", quote(tail)),
        _ if tail.starts_with('#') => format!("an origin must not contain the fragment {}", quote(tail)),
        _ => format!("an origin must not contain the path {}", quote(tail)),
    };
    Err(Reason::new(message).or(only()))
}

/// Whether one more origin follows: `a.comhttps://b.com`.
pub(super) fn has_scheme(rest: &str) -> bool {
    let (authority, tail) = rest.split_at(rest.find(ENDS).unwrap_or(rest.len()));
    authority.ends_with(':') && tail.starts_with("//") && tail.len() > 2
}

/// The host and the text after its `:`.
pub(super) fn split(authority: &str) -> Result<(&str, Option<&str>), Reason> {
    if authority.starts_with('[') {
        let Some(end) = authority.find(']') else {
            return Err(Reason::new(format!("{} has no closing `]`", quote(authority)))
                .or(Help::example("write an IPv6 address in brackets", "http://[::1]")));
        };
        let (host, rest) = authority.split_at(end + 1);
        return match rest.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if rest.is_empty() => Ok((host, None)),
            None => Err(Reason::new(format!("{} follows the `]` of the address", quote(rest)))
                .or(Help::words("only `:` and a port may follow the address"))),
        };
    }
    match authority.split_once(':') {
        None => Ok((authority, None)),
        Some((host, port)) if !port.contains(':') => Ok((host, Some(port))),
        Some(_) if address::looks_like_v6(authority) => {
            Err(Reason::new(format!("{} is an IPv6 address without brackets", quote(authority)))
                .or(Help::example("write the address in brackets", "http://[::1]")))
        }
        Some(_) => Err(Reason::new(format!("{} has more than one `:`", quote(authority)))
            .or(Help::words("write one host and at most one port"))),
    }
}

/// The host of `http` and `https` (<https://url.spec.whatwg.org/#concept-host-parser>).
pub(super) fn host(host: &str) -> Result<(), Reason> {
    if host.is_empty() {
        return Err(no_host());
    }
    if host.starts_with('[') {
        return address::check_v6(host);
    }
    if host.contains('*') {
        return wildcard::check(host);
    }
    domain::check(host)?;
    address::check_v4(host)
}

/// The host of any other scheme: opaque, so case counts, and nothing is an address
/// (<https://url.spec.whatwg.org/#opaque-host>).
pub(super) fn opaque(host: &str, scheme: &str) -> Result<(), Reason> {
    if host.is_empty() {
        return Err(no_host());
    }
    if host == "*" {
        return Ok(());
    }
    if host.contains('*') {
        return Err(Reason::new(format!("with the scheme `{scheme}`, a `*` must be the whole host"))
            .because(format!("the host {} has no labels: it is compared as a whole", quote(host)))
            .instead(Help::list("list the exact origins", &[]))
            .instead(Help::example("write a `*` alone for every host there is", &format!("{scheme}://*"))));
    }
    match host.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))) {
        Some(c) => Err(Reason::new(format!(
            "{} is not allowed in the host {}",
            quote(c.encode_utf8(&mut [0; 4])),
            quote(host)
        ))
        .or(Help::words(format!(
            "with the scheme `{scheme}`, a host may contain letters, digits, `.`, `-` and `_`"
        )))),
        None => Ok(()),
    }
}

fn no_host() -> Reason {
    Reason::new("there is no host after `://`").or(Help::example("write a host", "https://app.example.com"))
}

#[cfg(test)]
mod tests;
