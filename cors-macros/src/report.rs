//! The places of a block by number, since the rules know only the numbers; diagnostics of the rules → errors at the
//! user's tokens.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use cors_policy::check::Diagnostic;
use cors_policy::draft::Place;
use cors_policy::method::is_registered;
use cors_policy::violation::Wording;
use cors_policy::words::{FieldName, Waiver};

use crate::diag::{Caret, Errors};

/// Where something was written.
pub(crate) struct Location {
    pub(crate) caret: Caret,
    /// The index of the policy that it belongs to.
    pub(crate) policy: usize,
    pub(crate) part: PolicyPart,
    pub(crate) line: Option<FileLine>,
}

/// Which part of a policy it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PolicyPart {
    Policy,
    Field,
    Entry,
    Waiver,
}

/// A line of an included file.
pub(crate) struct FileLine {
    pub(crate) file: Rc<str>,
    pub(crate) number: usize,
}

#[derive(Default)]
pub(crate) struct Places(Vec<Location>);

impl Places {
    pub(crate) fn add(&mut self, location: Location) -> Place {
        self.0.push(location);
        Place(self.0.len() - 1)
    }

    pub(crate) fn get(&self, place: Place) -> &Location {
        &self.0[place.0]
    }
}

/// How many errors of one file are reported in one run.
const MOST_REPORTED: usize = 20;

/// Reports each diagnostic where it is. What a policy gets wrong by itself is not told again of those that take it over,
/// nor what is wrong in a line of a file again for each `include!`.
pub(crate) fn report(diagnostics: Vec<Diagnostic>, places: &Places, errors: &mut Errors) {
    let by_itself = |one: &&Diagnostic| {
        one.other.is_none_or(|other| places.get(other).policy == places.get(one.place).policy)
    };
    let key = |one: &Diagnostic| (one.place, one.violation.message.clone());
    let told: HashSet<_> = diagnostics.iter().filter(by_itself).map(key).collect();
    let (mut lines, mut reported) = (HashSet::new(), HashMap::new());
    for diagnostic in diagnostics {
        if !by_itself(&&diagnostic) && told.contains(&key(&diagnostic)) {
            continue;
        }
        let Diagnostic { field, place, other, violation, .. } = diagnostic;
        let here = places.get(place);
        let there = other.map(|other| places.get(other)).filter(|there| shows(here, there));
        let mut message = violation.message.clone();
        if let Some(FileLine { file, number }) = there.and_then(|there| there.line.as_ref()) {
            message = format!("{message} (`{file}`, line {number})");
        }
        let mut written_in = WrittenIn::Code;
        if let Some(FileLine { file, number }) = &here.line {
            // A risk is taken, or not, where the file is included.
            if !lines.insert((file, *number, violation.message.clone())) && other.is_none() {
                continue;
            }
            let count = reported.entry(file).or_insert(0);
            *count += 1;
            if *count == MOST_REPORTED + 1 {
                let more = format!("`{file}` has more mistakes");
                errors.error(here.caret, more, "fix those above to see the rest");
            }
            if *count > MOST_REPORTED {
                continue;
            }
            message = format!("`{file}`, line {number}: {message}");
            written_in = WrittenIn::File;
        }
        let advice = violation.advice(field, &written_in);
        match there {
            Some(there) => errors.conflict(there.caret, here.caret, message, advice),
            None => errors.error(here.caret, message, advice),
        }
    }
}

/// Whether an error about `here` shows `there` as well: the entry alone is enough, unless what it conflicts with
/// is in another policy.
fn shows(here: &Location, there: &Location) -> bool {
    here.policy != there.policy || here.part == there.part
}

/// Where the user has written something, which decides how an entry is spelt there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WrittenIn {
    Code,
    /// A line of an included file.
    File,
}

impl Wording for WrittenIn {
    fn value(&self, field: FieldName, text: &str) -> String {
        match field {
            _ if *self == Self::File => text.to_owned(),
            // In quotes, any method may stand there.
            FieldName::Methods if is_registered(text) && !text.contains('-') => text.to_owned(),
            _ if field.is_list() => format!("{text:?}"),
            _ => format!("{field}: {text}"),
        }
    }

    fn each(&self) -> (&'static str, &'static str) {
        match self {
            Self::Code => ("as an entry of its own", ", "),
            Self::File => ("on a line of its own", "`, `"),
        }
    }

    fn whole(&self, field: FieldName, value: &str) -> String {
        format!("{field}: {value}")
    }

    fn waiver(&self, waiver: Waiver) -> String {
        format!("#[dangerously_allow({waiver})]")
    }

    fn waiver_place(&self) -> &'static str {
        match self {
            Self::Code => "this entry",
            Self::File => "the `include!`",
        }
    }

    fn run_time(&self) -> Option<&'static str> {
        let words =
            "write `runtime` beside the list, for origins that are known only when the service starts";
        (*self == Self::Code).then_some(words)
    }
}

#[cfg(test)]
mod tests;
