//! IP addresses, as browsers write them.

use super::Reason;
use crate::violation::{Help, quote};

fn quad() -> Help {
    Help::example("write an IPv4 address as four numbers from 0 to 255", "http://127.0.0.1")
}

fn brackets() -> Help {
    Help::example("write an IPv6 address as hexadecimal groups in brackets", "http://[2001:db8::1]")
}

/// A host with a number as its last label is an IPv4 address or invalid
/// (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
pub(super) fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    let hexadecimal =
        last.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    hexadecimal || (!last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
}

/// An IPv4 address is four decimal numbers without leading zeroes, whatever else the parser takes
/// (<https://url.spec.whatwg.org/#concept-ipv4-serializer>).
pub(super) fn check_v4(host: &str) -> Result<(), Reason> {
    if !ends_in_number(host) {
        return Ok(());
    }
    match url::Host::parse(host) {
        Ok(url::Host::Ipv4(address)) if address.to_string() == host => Ok(()),
        Ok(url::Host::Ipv4(address)) => Err(Reason::new(format!(
            "{} is an unusual spelling of the IPv4 address {address}{}: browsers send four decimal numbers",
            quote(host),
            if has_octal(host) { " (a leading zero means base 8)" } else { "" },
        ))
        .or(quad())),
        _ => Err(Reason::new(format!(
            "the last label of {} is a number, so browsers read the host as an IPv4 address, and it is not a valid one",
            quote(host)
        ))
        .or(quad())),
    }
}

/// Whether one of the numbers is octal.
fn has_octal(host: &str) -> bool {
    host.split('.').any(|part| part.len() > 1 && part.starts_with('0') && !part.starts_with("0x"))
}

/// An IPv6 address in its brackets (<https://url.spec.whatwg.org/#concept-ipv6-parser>).
pub(super) fn check_v6(host: &str) -> Result<(), Reason> {
    let shown = quote(host);
    if host.contains('*') {
        return Err(Reason::new(format!("an IP address takes no wildcard, and {shown} has one"))
            .instead(Help::list("list the exact addresses", &[]))
            .instead(Help::Any));
    }
    if host.contains('%') {
        return Err(Reason::new(format!("{shown} names a zone, which browsers neither accept nor send"))
            .or(brackets()));
    }
    match url::Host::parse(host) {
        Ok(address @ url::Host::Ipv6(_)) => {
            if address.to_string() == host {
                return Ok(());
            }
            let how = if host.contains('.') {
                "with hexadecimal groups only"
            } else if host.bytes().any(|b| b.is_ascii_uppercase()) {
                "in lower case"
            } else {
                "in its shortest form"
            };
            Err(Reason::new(format!("browsers send the IPv6 address {shown} {how}")).or(brackets()))
        }
        _ => Err(Reason::new(format!("{shown} is not an IPv6 address")).or(brackets())),
    }
}

/// Whether the text has only the characters of an IPv6 address, without brackets.
pub(super) fn looks_like_v6(authority: &str) -> bool {
    let address = authority.split('%').next().unwrap_or(authority);
    address.matches(':').count() > 1
        && address.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'))
}

#[cfg(test)]
mod tests;
