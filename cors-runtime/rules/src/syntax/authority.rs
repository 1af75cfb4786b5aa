//! What follows `://`: where the host ends, where a port begins, and what does not belong there.

use super::mistake::{Fault, quote};
use super::{Host, address, domain, wildcard};

/// Where the host and port end in a URL of the schemes with servers; `\` is as good as `/` there
/// (<https://url.spec.whatwg.org/#authority-state>).
pub(super) const ENDS: [char; 4] = ['/', '\\', '?', '#'];

/// Host and port alone: an origin is a scheme, a host and a port, and nothing else of a URL
/// (<https://html.spec.whatwg.org/multipage/browsers.html#concept-origin-tuple>).
pub(super) fn alone(rest: &str) -> Result<&str, Fault> {
    let (authority, tail) = rest.split_at(rest.find(ENDS).unwrap_or(rest.len()));
    if authority.contains('@') {
        return Err(Fault::new("an origin names no user: everything up to the `@` is too much")
            .or("write the scheme, the host and the port only"));
    }
    let what = match tail {
        "" => return Ok(authority),
        "/" => "a slash at the end",
        _ if tail.starts_with('?') => "a query",
        _ if tail.starts_with('#') => "a fragment",
        _ => "a path",
    };
    Err(Fault::new(format!("{} is {what}, and an origin ends with the host or the port", quote(tail)))
        .or("write the scheme, the host and the port only"))
}

/// The host and the text behind its `:`.
pub(super) fn split(authority: &str) -> Result<(&str, Option<&str>), Fault> {
    if authority.starts_with('[') {
        let Some(end) = authority.find(']') else {
            return Err(Fault::new(format!("{} has no closing `]`", quote(authority)))
                .or("write an IPv6 address in brackets, such as `\"http://[::1]\"`"));
        };
        let (host, rest) = authority.split_at(end + 1);
        return match rest.strip_prefix(':') {
            Some(port) => Ok((host, Some(port))),
            None if rest.is_empty() => Ok((host, None)),
            None => Err(Fault::new(format!("{} follows the `]` of the address", quote(rest)))
                .or("only `:` and a port may follow the address")),
        };
    }
    match authority.split_once(':') {
        None => Ok((authority, None)),
        Some((host, port)) if !port.contains(':') => Ok((host, Some(port))),
        Some(_) if address::looks_like_v6(authority) => {
            Err(Fault::new(format!("{} is an IPv6 address without brackets", quote(authority)))
                .or("write the address in brackets, such as `\"http://[::1]\"`"))
        }
        Some(_) => Err(Fault::new(format!("{} has more than one `:`", quote(authority)))
            .or("write one host and at most one port")),
    }
}

/// The host of `http` and `https` (<https://url.spec.whatwg.org/#concept-host-parser>).
pub(super) fn host(host: &str) -> Result<Host, Fault> {
    if host.is_empty() {
        return Err(no_host());
    }
    if host.starts_with('[') {
        return address::v6(host).map(Host::Ipv6);
    }
    if host.contains('*') {
        return wildcard::read(host);
    }
    domain::check(host)?;
    if address::ends_in_number(host) {
        return address::v4(host).map(Host::Ipv4);
    }
    Ok(Host::Domain(host.to_owned()))
}

/// The host of any other scheme: opaque, so case counts, and nothing is an address
/// (<https://url.spec.whatwg.org/#opaque-host>).
pub(super) fn opaque(host: &str, scheme: &str) -> Result<Host, Fault> {
    if host.is_empty() {
        return Err(no_host());
    }
    if host.contains('*') {
        return Err(Fault::new(format!(
            "{} has a wildcard, and the host of a scheme such as `{scheme}` takes none: only the port may be `*`",
            quote(host)
        ))
        .help("list the exact origins"));
    }
    match host.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))) {
        Some(c) => Err(Fault::new(format!(
            "{} in the host {} is not allowed there",
            quote(c.encode_utf8(&mut [0; 4])),
            quote(host)
        ))
        .or(format!("the host of `{scheme}` consists of letters, digits, `.`, `-` and `_`"))),
        None => Ok(Host::Opaque(host.to_owned())),
    }
}

fn no_host() -> Fault {
    Fault::new("there is no host behind `://`").or("write a host, as in `\"https://app.example.com\"`")
}

#[cfg(test)]
mod tests {
    use super::super::OriginText;

    #[test]
    fn nothing_but_host_and_port_follows_the_scheme() {
        for (what, text, message, help) in [
            ("a slash", "https://a.example/", "`/` is a slash at the end", "write `\"https://a.example\"`"),
            ("a path", "https://a.example/x/y", "`/x/y` is a path", "write `\"https://a.example\"`"),
            ("a path with backslash", r"https://a.example\x", "is a path", "write `\"https://a.example\"`"),
            ("a query", "https://a.example?x", "`?x` is a query", "write `\"https://a.example\"`"),
            (
                "a fragment",
                "https://a.example:81#x",
                "`#x` is a fragment",
                "write `\"https://a.example:81\"`",
            ),
            ("a user", "https://me@a.example", "names no user", "write `\"https://a.example\"`"),
            ("user and password", "https://a:b@a.example", "names no user", "write `\"https://a.example\"`"),
            ("a path on another scheme", "tauri://localhost/", "a slash", "write `\"tauri://localhost\"`"),
            ("no host", "https://", "no host", "write a host"),
            ("a port without a host", "https://:8080", "no host", "write a host"),
            ("a path without a host", "https:///x", "is a path", "write `\"https://x\"`"),
            ("no host on another scheme", "app://", "no host", "write a host"),
            ("an odd byte on another scheme", "app://a!b", "`!` in the host `a!b`", "letters, digits"),
            ("an unclosed bracket", "http://[::1", "no closing `]`", "in brackets"),
            ("a tail on an address", "http://[::1]x", "`x` follows", "a port may follow"),
            (
                "several mistakes at once",
                "HTTPS://me@APP.Example.com:0443/x?y#z",
                "upper-case",
                "write `\"https://app.example.com\"`",
            ),
        ] {
            for mistake in [OriginText::pattern(text).unwrap_err(), OriginText::exact(text).unwrap_err()] {
                assert!(mistake.message.contains(message), "{what}: {mistake}");
                assert!(mistake.help.as_ref().unwrap().contains(help), "{what}: {mistake}");
            }
        }
    }

    #[test]
    fn another_scheme_takes_a_wildcard_in_the_port_only() {
        let mistake = OriginText::pattern("chrome-extension://*").unwrap_err();
        assert!(mistake.message.contains("only the port may be `*`"), "{mistake}");
        assert!(OriginText::pattern("tauri://localhost:*").is_ok());
    }
}
