use super::*;

/// The wording of a file with one entry per line.
pub(crate) struct PlainWording;

impl Wording for PlainWording {
    fn value(&self, _: FieldName, text: &str) -> String {
        text.to_owned()
    }
    fn whole(&self, field: FieldName, value: &str) -> String {
        format!("{field} = {value}")
    }
    fn waiver(&self, waiver: Waiver) -> String {
        format!("dangerously_allow = {waiver}")
    }
    fn waiver_place(&self) -> &'static str {
        "this entry"
    }
}

#[test]
fn help_reads_as_one_line() {
    let text = |text: &str| text.to_owned();
    for (helps, want) in [
        (vec![Help::Replace(text("a"))], "write `a`"),
        (vec![Help::Replace(text("a")), Help::Replace(text("b"))], "write `a` or `b`"),
        (
            vec![Help::Replace(text("a")), Help::Waive(Waiver::InsecureOrigins)],
            "write `a`, or accept the risk with `dangerously_allow = insecure_origins` on this entry",
        ),
        (
            vec![Help::words("list the exact origins"), Help::words("use `https`"), Help::Any],
            "list the exact origins, use `https`, or write `origins = any` if anyone may read the responses",
        ),
        (
            vec![Help::Separate(vec![text("a"), text("b")], 3)],
            "write each as an entry of its own: `a, b` and 3 more",
        ),
        (vec![Help::example("write an origin", "https://a")], "write an origin, such as `https://a`"),
        (vec![Help::RemoveWaiver(Waiver::Predicates)], "remove `dangerously_allow = predicates`"),
        (vec![Help::Remove], "remove it"),
        (vec![Help::RemoveOne], "remove one of them"),
        (vec![Help::Nobody], "write `origins = none` if no other site may read anything"),
        (vec![Help::Empty], "write `origins = []`"),
        (Vec::new(), ""),
    ] {
        let violation = Violation::with("", helps);
        assert_eq!(violation.help(FieldName::Origins, &PlainWording), want);
    }
}

#[test]
fn each_fact_is_a_line_of_its_own() {
    let violation = Violation::with("", vec![Help::Replace("a".to_owned()), Help::Any, Help::Remove]);
    let advice =
        violation.because("why").see(Section::Null).advice(FieldName::Origins, &PlainWording).to_string();
    let lines = [
        "note: why",
        "help: write `a`",
        "help: or write `origins = any` if anyone may read the responses",
        "help: or remove it",
        concat!("note: ", "https://docs.rs/cors-runtime/latest/cors_runtime/guide/risks/index.html#null"),
    ];
    assert_eq!(advice.lines().collect::<Vec<_>>(), lines);
    assert_eq!(Advice::from("").to_string(), "");
}

#[test]
fn quoted_text_shows_what_would_be_invisible() {
    for (what, text, quoted) in [
        ("plain text stays", "https://a.example", "`https://a.example`"),
        ("a backslash stays single", r"https:\\a", r"`https:\\a`"),
        ("a line break is shown", "a\nb", r"`a\nb`"),
        ("NUL is shown", "a\0", r"`a\0`"),
        ("a right-to-left mark is shown", "a\u{200f}b", r"`a\u{200f}b`"),
        ("a right-to-left override is shown", "\u{202e}", r"`\u{202e}`"),
        ("a backtick does not end the quotation", "a`b", r"`a\u{60}b`"),
        ("letters of other scripts stay", "münchen", "`münchen`"),
    ] {
        assert_eq!(quote(text), quoted, "{what}");
    }
    assert_eq!(quote(&"a".repeat(10_000)).chars().count(), QUOTED + 3, "a long text is cut");
}
