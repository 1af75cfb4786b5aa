//! Diagnostics of the rules → errors at the user's tokens.

use std::collections::HashMap;

use cors_policy::check::Diagnostic;
use cors_policy::violation::Wording;
use cors_policy::words::{FieldName, Waiver};

use crate::diag::Errors;
use crate::draft::places::{FileIndex, Location, Places};

/// How many errors of one included file are reported in one run.
const MOST_REPORTED: usize = 20;

/// Reports each diagnostic where it is.
pub(crate) fn report(diagnostics: Vec<Diagnostic>, places: &Places, errors: &mut Errors) {
    let mut reported: HashMap<FileIndex, usize> = HashMap::new();
    for diagnostic in diagnostics {
        let here = places.get(diagnostic.place);
        let there = diagnostic.other.map(|other| places.get(other)).filter(|there| shows(here, there));
        let mut message = diagnostic.violation.message.clone();
        if let Some(line) = there.and_then(|there| there.line) {
            message = format!("{message} (`{}`, line {})", places.file(line.file), line.number);
        }
        let advice = match here.line {
            None => diagnostic.violation.advice(diagnostic.field, &SourceCode),
            Some(line) => {
                let name = places.file(line.file);
                let count = reported.entry(line.file).or_default();
                *count += 1;
                if *count > MOST_REPORTED + 1 {
                    errors.hold_back();
                    continue;
                }
                if *count > MOST_REPORTED {
                    let help = "fix those above to see the rest";
                    errors.error(here.caret, &format!("`{name}` has more mistakes"), help);
                    continue;
                }
                message = format!("`{name}`, line {}: {message}", line.number);
                diagnostic.violation.advice(diagnostic.field, &LineOfFile)
            }
        };
        match there {
            Some(there) => errors.conflict(here.caret, there.caret, &message, advice),
            None => errors.error(here.caret, &message, advice),
        }
    }
}

/// Whether an error about `here` shows `there` as well: the entry alone is enough, unless what it conflicts with
/// is in another policy.
fn shows(here: &Location, there: &Location) -> bool {
    here.policy != there.policy || here.part == there.part
}

/// The wording of source code.
pub(crate) struct SourceCode;

impl Wording for SourceCode {
    fn value(&self, field: FieldName, text: &str) -> String {
        match field {
            FieldName::Methods if text.bytes().all(|byte| byte.is_ascii_uppercase()) => text.to_owned(),
            _ if field.is_list() => format!("{text:?}"),
            _ => format!("{field}: {text}"),
        }
    }

    fn whole(&self, field: FieldName, value: &str) -> String {
        format!("{field}: {value}")
    }

    fn waiver(&self, waiver: Waiver) -> String {
        format!("#[dangerously_allow({waiver})]")
    }

    fn waiver_place(&self) -> &'static str {
        "this entry"
    }

    fn run_time(&self) -> Option<&'static str> {
        Some("write `runtime` beside the list, for origins that are known only when the service starts")
    }
}

/// The wording of a line of an included file.
pub(crate) struct LineOfFile;

impl Wording for LineOfFile {
    fn value(&self, _: FieldName, text: &str) -> String {
        text.to_owned()
    }

    fn whole(&self, field: FieldName, value: &str) -> String {
        SourceCode.whole(field, value)
    }

    fn waiver(&self, waiver: Waiver) -> String {
        SourceCode.waiver(waiver)
    }

    fn waiver_place(&self) -> &'static str {
        "the `include!`"
    }
}
