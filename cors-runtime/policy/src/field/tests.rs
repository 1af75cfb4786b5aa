use super::*;

#[test]
fn each_row_can_be_found_and_explains_itself() {
    for field in FieldName::ALL {
        let FieldRow { name, default, example, documentation, .. } = field.row();
        assert_eq!(FieldName::from_name(name), Some(field));
        for text in [name, default, example] {
            assert!(!text.is_empty(), "{name}");
        }
        assert!(documentation.trim().ends_with('.'), "{name}: {documentation}");
    }
    assert_eq!(FieldName::from_name("origin"), None);
}
