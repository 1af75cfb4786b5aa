use super::*;

#[test]
fn every_byte_is_classified_as_the_standard_does() {
    for byte in 0..=u8::MAX {
        let legal = byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        for text in [vec![byte], vec![b'a', byte], vec![byte, b'a']] {
            assert_eq!(is_token(&text), legal, "{byte:#x} in {text:?}");
        }
    }
    assert!(!is_token(b""), "a token is not empty");
}
