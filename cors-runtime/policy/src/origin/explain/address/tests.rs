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
        ("too large", "https://1.2.3.256", "and it is not a valid one", "four numbers"),
        ("too many", "https://1.2.3.4.5", "and it is not a valid one", "four numbers"),
        ("no brackets", "http://::1", "without brackets", "write `http://[::1]`"),
        (
            "no brackets, and perhaps a port",
            "http://::1:8080",
            "without brackets",
            "write `http://[::1]:8080` or `http://[::1:8080]`",
        ),
        ("a zone without brackets", "http://fe80::1%eth0", "without brackets", "write `http://[fe80::1]`"),
        ("a zone", "http://[fe80::1%25eth0]", "names a zone", "write `http://[fe80::1]`"),
        ("upper case", "https://[2001:DB8::1]", "lower case", "write `https://[2001:db8::1]`"),
        ("not compressed", "https://[0:0:0:0:0:0:0:1]", "shortest", "write `https://[::1]`"),
        ("leading zeroes", "https://[2001:0db8::1]", "shortest", "write `https://[2001:db8::1]`"),
        ("one group compressed", "https://[1:2:3:4:5:6::8]", "shortest", "write `https://[1:2:3:4:5:6:0:8]`"),
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
