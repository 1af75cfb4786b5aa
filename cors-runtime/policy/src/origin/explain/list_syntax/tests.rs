use crate::origin::Pattern;
use crate::violation::Help;

#[test]
fn what_surrounds_an_origin_elsewhere_is_taken_off() {
    for (text, what) in [
        ("[\"https://a.example\"", "brackets"),
        ("\"https://a.example\"]", "brackets"),
        ("['https://a.example']", "brackets"),
        ("[https://a.example]", "brackets"),
        ("[\"https://a.example\",", "brackets"),
        ("- https://a.example", "dash"),
        ("- \"https://a.example\"", "dash"),
        ("https://a.example # production", "comment"),
        ("\"https://a.example\", # production", "comment"),
    ] {
        let violation = Pattern::parse(text).unwrap_err();
        assert!(violation.message.contains(what), "{text}: {}", violation.message);
        assert_eq!(violation.helps, [Help::Replace("https://a.example".to_owned())], "{text}");
    }
    for text in ["# production", "-", "[", "]"] {
        assert_eq!(Pattern::parse(text).unwrap_err().helps, [Help::Remove], "{text}");
    }
    let both = ["https://a.example", "https://b.example"].map(str::to_owned).to_vec();
    let violation = Pattern::parse("[\"https://a.example\", \"https://b.example\"]").unwrap_err();
    assert_eq!(violation.helps, [Help::Separate(both, 0)]);
    for text in ["https://[::1]", "http://[::1]:8080"] {
        assert!(Pattern::parse(text).is_ok(), "{text}");
    }
    let violation = Pattern::parse("https://[0:0:0:0:0:0:0:1]").unwrap_err();
    assert_eq!(violation.helps, [Help::Replace("https://[::1]".to_owned())]);
    // Rules of their own, which give the brackets their place.
    for text in ["[::1]", "[::1]:8080", "http://::1]"] {
        assert!(!Pattern::parse(text).unwrap_err().message.contains("of a list"), "{text}");
    }
}
