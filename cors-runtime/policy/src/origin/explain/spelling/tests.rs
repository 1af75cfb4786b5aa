use super::*;

#[test]
fn many_mistakes_at_once_have_one_way_out() {
    for (what, text, expected) in [
        (
            "everything",
            " HTTPS:\\\\me@ÄPP.Example.com.:00443/x?y#z\n",
            &["https://xn--pp-uia.example.com"][..],
        ),
        ("a quoted text", "\"https://a.example\",", &["https://a.example"]),
        ("angle brackets", "<https://a.example/>", &["https://a.example"]),
        ("a byte order mark", "\u{feff}https://a.example", &["https://a.example"]),
        ("an optional letter", "http(s)://a.example", &["https://a.example", "http://a.example"]),
        ("no scheme, a path and a star", "*.A.example/*", &["https://*.a.example"]),
        (
            "a joiner that belongs to a Persian name",
            "https://\u{646}\u{627}\u{645}\u{647}\u{200c}\u{627}\u{6cc}.com",
            &["https://xn--mgba3gch31f060k.com"],
        ),
        (
            "a joiner in front of a German name",
            "https://\u{200d}m\u{fc}ller.example",
            &["https://xn--mller-kva.example"],
        ),
        ("a joiner that belongs to nothing", "https://a\u{200c}b.com", &["https://ab.com"]),
        ("nothing to go by", "https://a b", &[]),
        ("a star from decoding", "https://%2A.example.com", &[]),
        ("a full-width star", "https://＊.example.com", &[]),
        ("words", "my origin", &[]),
        ("a scheme alone", "https", &[]),
        ("a word and an empty port", "app:", &[]),
        ("the own machine and an empty port", "localhost:", &["http://localhost"]),
        ("a broken scheme", "ttps//a.example", &[]),
    ] {
        assert_eq!(spellings(text, Wanted::Entry), expected, "{what}");
    }
}
