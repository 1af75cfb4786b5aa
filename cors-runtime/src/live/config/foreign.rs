//! What is written in place of a list, or of the name of a field, and what to write here.

use cors_policy::fault::quote;
use cors_policy::words::FieldName;

/// The values that a list field takes.
pub(super) fn expected(field: FieldName) -> &'static str {
    if field == FieldName::Origins { "`any`, `none` or a list" } else { "`any` or a list" }
}

/// A text that is neither a word of ours nor a list.
pub(super) fn whole(field: FieldName, text: &str) -> String {
    let (expected, text) = (expected(field), quote(text));
    format!("expected {expected}, found the text {text}: put it in a list")
}

/// A name that is not one of a field, where more can be said than which names there are.
pub(super) fn field(_: &str) -> Option<String> {
    None
}
