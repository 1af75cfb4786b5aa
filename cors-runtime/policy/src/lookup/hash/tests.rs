use super::*;

#[test]
fn letter_case_and_nothing_else_is_the_same() {
    for byte in 0..0x80_u8 {
        let chunk = u64::from_le_bytes([byte; 8]);
        assert_eq!(lower(chunk).to_le_bytes(), [byte.to_ascii_lowercase(); 8], "{byte:#x}");
    }
    for (a, b, same) in [
        ("Content-Type", "content-type", true),
        ("X-A", "x-a", true),
        ("x-^", "x-~", false),
        ("x-a", "x-aa", false),
        ("x-request-id", "x-request-ie", false),
    ] {
        assert_eq!(caseless(a.as_bytes()) == caseless(b.as_bytes()), same, "{a}, {b}");
    }
}
