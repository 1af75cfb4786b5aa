use cors_policy::violation::{Help, Violation};
use proc_macro2::Span;

use super::*;

#[test]
fn the_mistakes_of_a_file_are_reported_once_and_up_to_a_limit() {
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
    assert_eq!(errors.count(), MOST_REPORTED + 1);
    assert_eq!(errors.finish().to_string().matches("has more mistakes").count(), 1);
}
