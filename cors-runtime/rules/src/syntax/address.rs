//! IP addresses, as browsers write them.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, Ipv6Addr};

use super::mistake::{Fault, quote};

const QUAD: &str = "an IPv4 address is four numbers from 0 to 255, as in `\"http://127.0.0.1\"`";
const BRACKETS: &str = "an IPv6 address is hexadecimal groups in brackets, as in `\"http://[2001:db8::1]\"`";

/// A host with a number as its last label is an IPv4 address or nothing
/// (<https://url.spec.whatwg.org/#ends-in-a-number-checker>).
pub(super) fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    let hexadecimal =
        last.strip_prefix("0x").is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
    hexadecimal || (!last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
}

/// An IPv4 address: four decimal numbers without leading zeroes, whatever else the parser takes
/// (<https://url.spec.whatwg.org/#concept-ipv4-serializer>).
pub(super) fn v4(host: &str) -> Result<Ipv4Addr, Fault> {
    if let Ok(address) = host.parse::<Ipv4Addr>()
        && address.to_string() == host
    {
        return Ok(address);
    }
    match url::Host::parse(host) {
        Ok(url::Host::Ipv4(address)) => Err(Fault::new(format!(
            "{} is an unusual spelling of the IPv4 address {address}{}, and browsers send four decimal numbers",
            quote(host),
            if octal(host) { " (a leading zero means base 8)" } else { "" },
        ))
        .or(QUAD)),
        _ => Err(Fault::new(format!(
            "the last label of {} is a number, so browsers take the host for an IPv4 address, and it is none",
            quote(host)
        ))
        .or(QUAD)),
    }
}

/// One of the numbers is in base 8.
fn octal(host: &str) -> bool {
    host.split('.').any(|part| part.len() > 1 && part.starts_with('0') && !part.starts_with("0x"))
}

/// An IPv6 address in its brackets (<https://url.spec.whatwg.org/#concept-ipv6-parser>).
pub(super) fn v6(host: &str) -> Result<Ipv6Addr, Fault> {
    let shown = quote(host);
    if host.contains('*') {
        return Err(Fault::new(format!("{shown} has a wildcard, and an IP address takes none"))
            .help("list the exact addresses, or write `origins: any` if anyone may read the answers"));
    }
    if host.contains('%') {
        return Err(
            Fault::new(format!("{shown} names a zone, which browsers neither accept nor send")).or(BRACKETS)
        );
    }
    match url::Host::parse(host) {
        Ok(url::Host::Ipv6(address)) => {
            if write_v6(address) == host {
                return Ok(address);
            }
            let why = if host.contains('.') {
                "hexadecimal groups only"
            } else if host.bytes().any(|b| b.is_ascii_uppercase()) {
                "lower case"
            } else {
                "the shortest form"
            };
            Err(Fault::new(format!("{shown} is not how browsers write this IPv6 address: they send {why}"))
                .or(BRACKETS))
        }
        _ => Err(Fault::new(format!("{shown} is no IPv6 address")).or(BRACKETS)),
    }
}

/// Nothing but what an IPv6 address without brackets consists of.
pub(super) fn looks_like_v6(authority: &str) -> bool {
    let address = authority.split('%').next().unwrap_or(authority);
    address.matches(':').count() > 1
        && address.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'))
}

/// The address in brackets, as the URL standard serialises it: hexadecimal groups, the first of the longest runs of
/// two or more zero groups as `::` (<https://url.spec.whatwg.org/#concept-ipv6-serializer>). The standard library
/// writes addresses that hold an IPv4 one with dots, which browsers never do.
pub(super) fn write_v6(address: Ipv6Addr) -> String {
    let groups = address.segments();
    let (mut from, mut run) = (0, 0);
    for start in 0..groups.len() {
        let zeroes = groups[start..].iter().take_while(|group| **group == 0).count();
        if zeroes > run {
            (from, run) = (start, zeroes);
        }
    }
    let mut text = String::from("[");
    let mut at = 0;
    while at < groups.len() {
        if run > 1 && at == from {
            text.push_str(if at == 0 { "::" } else { ":" });
            at += run;
            continue;
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{:x}", groups[at]);
        at += 1;
        if at < groups.len() {
            text.push(':');
        }
    }
    text.push(']');
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::OriginText;
    use super::*;

    #[test]
    fn an_address_in_another_spelling_is_told_the_canonical_one() {
        for (what, text, message, help) in [
            ("hexadecimal", "http://0x7f.1", "127.0.0.1", "write `\"http://127.0.0.1\"`"),
            ("short", "http://127.1", "unusual spelling", "write `\"http://127.0.0.1\"`"),
            ("one number", "http://2130706433", "127.0.0.1", "write `\"http://127.0.0.1\"`"),
            ("a leading zero", "http://0127.0.0.1", "base 8", "write `\"http://87.0.0.1\"`"),
            ("a trailing dot", "http://127.0.0.1.", "", "write `\"http://127.0.0.1\"`"),
            ("a number at the end", "https://foo.123", "`foo.123` is a number", "four numbers"),
            ("a hexadecimal number at the end", "https://foo.0x1f", "is a number", "four numbers"),
            ("too large", "https://1.2.3.256", "it is none", "four numbers"),
            ("too many", "https://1.2.3.4.5", "it is none", "four numbers"),
            ("no brackets", "http://::1", "without brackets", "write `\"http://[::1]\"`"),
            (
                "no brackets, and perhaps a port",
                "http://::1:8080",
                "without brackets",
                "write `\"http://[::1:8080]\"` or `\"http://[::1]:8080\"`",
            ),
            (
                "a zone without brackets",
                "http://fe80::1%eth0",
                "without brackets",
                "write `\"http://[fe80::1]\"`",
            ),
            ("a zone", "http://[fe80::1%25eth0]", "names a zone", "write `\"http://[fe80::1]\"`"),
            ("upper case", "https://[2001:DB8::1]", "lower case", "write `\"https://[2001:db8::1]\"`"),
            ("not compressed", "https://[0:0:0:0:0:0:0:1]", "shortest", "write `\"https://[::1]\"`"),
            ("leading zeroes", "https://[2001:0db8::1]", "shortest", "write `\"https://[2001:db8::1]\"`"),
            (
                "one group compressed",
                "https://[1:2:3:4:5:6::8]",
                "shortest",
                "write `\"https://[1:2:3:4:5:6:0:8]\"`",
            ),
            ("dots", "https://[::ffff:1.2.3.4]", "hexadecimal", "write `\"https://[::ffff:102:304]\"`"),
            ("no address", "https://[xyz]", "no IPv6 address", "in brackets"),
            ("nothing", "https://[]", "no IPv6 address", "in brackets"),
            ("a name in brackets", "https://[a.example]", "no IPv6 address", "in brackets"),
        ] {
            for mistake in [OriginText::pattern(text).unwrap_err(), OriginText::exact(text).unwrap_err()] {
                assert!(mistake.message.contains(message), "{what}: {mistake}");
                assert!(mistake.help.as_ref().unwrap().contains(help), "{what}: {mistake}");
            }
        }
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
            assert!(OriginText::exact(&format!("http://{host}")).is_ok(), "{host}");
        }
    }

    proptest! {
        #[test]
        fn our_serialisation_is_the_url_crate_s(groups in prop::array::uniform8(prop_oneof![Just(0_u16), any::<u16>()])) {
            let address = Ipv6Addr::from(groups);
            prop_assert_eq!(write_v6(address), url::Host::<String>::Ipv6(address).to_string());
        }
    }
}
