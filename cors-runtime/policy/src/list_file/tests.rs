use super::*;

#[test]
fn comments_and_blank_lines_are_not_entries() {
    let text = "\u{feff}# origins\r\nhttps://a.example\r\n\n  https://b.example  # the partner\nx#y\n\t# end\n  #[cfg(unix)] x  # y";
    let want = [(2, "https://a.example"), (4, "https://b.example"), (5, "x#y"), (7, "#[cfg(unix)] x  # y")];
    assert_eq!(entries(text), want.map(|(line, text)| (line, text.to_owned())));
}
