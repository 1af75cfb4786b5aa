use cors_policy::violation::{Help, Violation};
use proc_macro2::Span;

use super::*;

#[test]
fn each_include_of_a_file_has_a_limit_of_its_own() {
    let mut places = Places::default();
    let mut diagnostics = Vec::new();
    for _ in 0..2 {
        let file: Rc<str> = "many.txt".into();
        for number in 1..=MOST_REPORTED + 5 {
            let line = Some(FileLine { file: Rc::clone(&file), number });
            let caret = Span::call_site().into();
            let place = places.add(Location { caret, policy: 0, part: PolicyPart::Entry, line });
            let violation = Violation::new("wrong", Help::Any);
            diagnostics.push(Diagnostic {
                policy: 0,
                field: FieldName::Origins,
                place,
                other: None,
                violation,
            });
        }
    }
    let mut errors = Errors::default();
    report(diagnostics, &places, &mut errors);
    assert_eq!(errors.count(), 2 * (MOST_REPORTED + 1));
    assert_eq!(errors.finish().to_string().matches("has more mistakes").count(), 2);
}
