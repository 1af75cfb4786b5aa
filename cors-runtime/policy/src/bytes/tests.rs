use super::*;

#[test]
fn texts_are_equal_if_every_byte_is() {
    for length in 0..40 {
        let text: Vec<u8> = (0..length).collect();
        assert!(same(&text, &text) && starts_with(&text, &text) && ends_with(&text, &text));
        for at in 0..text.len() {
            let mut other = text.clone();
            other[at] ^= 1;
            assert!(!same(&text, &other), "length {length}, byte {at}");
            assert!(!same(&text, &text[..at]) && starts_with(&text, &text[..at]));
            assert!(ends_with(&text, &text[at..]));
            assert_eq!(strip(&text, &text[..at]), Some(&text[at..]));
            assert_eq!(strip(&text, &other), None);
        }
    }
}
