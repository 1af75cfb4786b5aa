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
            "the last label of {} is a number, so browsers read the host as an IPv4 address, which it is not",
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
            .instead(Help::words("list the exact addresses"))
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
mod tests {
    use super::super::properties::refused;
    use crate::origin::Pattern;

    #[test]
    fn an_address_in_another_spelling_gets_the_canonical_one() {
        refused(&[
            ("hexadecimal", "http://0x7f.1", "127.0.0.1", "write `http://127.0.0.1`"),
            ("short", "http://127.1", "unusual spelling", "write `http://127.0.0.1`"),
            ("one number", "http://2130706433", "127.0.0.1", "write `http://127.0.0.1`"),
            ("a leading zero", "http://0127.0.0.1", "base 8", "write `http://87.0.0.1`"),
            ("a trailing dot", "http://127.0.0.1.", "", "write `http://127.0.0.1`"),
            ("a number at the end", "https://foo.123", "`foo.123` is a number", "four numbers"),
            ("a hexadecimal number at the end", "https://foo.0x1f", "is a number", "four numbers"),
            ("too large", "https://1.2.3.256", "which it is not", "four numbers"),
            ("too many", "https://1.2.3.4.5", "which it is not", "four numbers"),
            ("no brackets", "http://::1", "without brackets", "write `http://[::1]`"),
            (
                "no brackets, and perhaps a port",
                "http://::1:8080",
                "without brackets",
                "write `http://[::1]:8080` or `http://[::1:8080]`",
            ),
            (
                "a zone without brackets",
                "http://fe80::1%eth0",
                "without brackets",
                "write `http://[fe80::1]`",
            ),
            ("a zone", "http://[fe80::1%25eth0]", "names a zone", "write `http://[fe80::1]`"),
            ("upper case", "https://[2001:DB8::1]", "lower case", "write `https://[2001:db8::1]`"),
            ("not compressed", "https://[0:0:0:0:0:0:0:1]", "shortest", "write `https://[::1]`"),
            ("leading zeroes", "https://[2001:0db8::1]", "shortest", "write `https://[2001:db8::1]`"),
            (
                "one group compressed",
                "https://[1:2:3:4:5:6::8]",
                "shortest",
                "write `https://[1:2:3:4:5:6:0:8]`",
            ),
            ("dots", "https://[::ffff:1.2.3.4]", "hexadecimal", "write `https://[::ffff:102:304]`"),
            ("no address", "https://[xyz]", "not an IPv6 address", "in brackets"),
            ("nothing", "https://[]", "not an IPv6 address", "in brackets"),
            ("a name in brackets", "https://[a.example]", "not an IPv6 address", "in brackets"),
        ]);
    }

    #[test]
    fn canonical_addresses_are_accepted() {
        for host in [
            "1.2.3.4",
            "0.0.0.0",
            "[::]",
            "[::1]",
            "[1::]",
            "[::ffff:102:304]",
            "[1:0:0:2::3]",
            "[1:2:3:4:5:6:0:8]",
        ] {
            assert!(Pattern::parse_exact(&format!("http://{host}")).is_ok(), "{host}");
        }
    }
}
