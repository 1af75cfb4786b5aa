use super::*;

#[test]
fn a_reason_is_one_line_of_ascii_and_cut_between_characters() {
    assert_eq!(line(&"a\r\nb\u{e9}\u{202e}"), "a\\r\\nb\\u{e9}\\u{202e}");
    assert_eq!(line(&"x".repeat(2_000)), format!("{}...", "x".repeat(1_021)));
    assert_eq!(line(&"\u{e9}".repeat(2_000)), format!("{}...", "\\u{e9}".repeat(170)));
    assert_eq!(line(&"\u{e9}".repeat(170)), "\\u{e9}".repeat(170));
}
