//! Origins: the rules that need more than the text of one entry. Those on the text are in [`entry`](mod@crate::entry).

use std::collections::HashMap;
use std::sync::Arc;

use super::covering::Covering;
use super::diagnostics::Diagnostics;
use super::list::{not_again, redundant, twice};
use crate::allowed::Allowed;
use crate::draft::{Draft, DraftEntry, DraftList, EntryText, Place};
use crate::entry::{entry, first_risk, risks, with_safe_spellings};
use crate::origin::Pattern;
use crate::policy::{Entry, ListedOrigins};
use crate::violation::{Help, Violation, quote};
use crate::words::{FieldName, RunTimeWaivers};

const FIELD: FieldName = FieldName::Origins;

/// The lists that were checked so far. Drafts that take over the list of a base have the very same, which may be long.
#[derive(Debug, Default)]
pub(super) struct Lists(HashMap<*const DraftList, CheckedList>);

#[derive(Debug)]
struct CheckedList {
    origins: Arc<ListedOrigins>,
    /// Of each of its entries, the index in the draft.
    accepted: Vec<usize>,
    has_errors: bool,
    /// Whether it takes a risk without a waiver beside the credentials at a place.
    at_risk: Vec<(Place, bool)>,
}

/// `origins` is the one field without a default: a policy that allows nobody says so.
pub(super) fn check(
    draft: &Draft,
    lists: &mut Lists,
    diagnostics: &mut Diagnostics,
) -> Allowed<Arc<ListedOrigins>> {
    let credentials = draft.credentials.as_ref().filter(|credentials| credentials.value);
    let credentials = credentials.map(|credentials| credentials.place);
    let Some(origins) = &draft.origins else {
        if !draft.may_have_origins {
            let helps = vec![Help::Add("https://app.example.com".to_owned()), Help::AddAny];
            let violation = Violation::with("this policy has no `origins`", helps);
            diagnostics.add(FIELD, draft.place, beside(credentials, violation));
        }
        return Allowed::None;
    };
    let entries = match &*origins.value {
        DraftList::Any => return Allowed::Any,
        DraftList::None => return Allowed::None,
        DraftList::Entries(entries) => entries,
        DraftList::Empty => {
            if diagnostics.strictness.is_code() {
                let helps = vec![
                    Help::list("list the origins", &["https://app.example.com"]),
                    Help::Any,
                    Help::Nobody,
                ];
                let violation = Violation::with("`origins` must not be an empty list", helps)
                    .because("no other site could read anything");
                diagnostics.add(FIELD, origins.place, beside(credentials, violation));
            }
            return Allowed::None;
        }
    };
    let list = Arc::as_ptr(&origins.value);
    let checked =
        lists.0.entry(list).or_insert_with(|| CheckedList::check(entries, credentials, diagnostics));
    diagnostics.has_errors_if(checked.has_errors);
    if let Some(credentials) = credentials {
        let known = checked.at_risk.iter().find(|(place, _)| *place == credentials).map(|(_, found)| *found);
        let found = known.unwrap_or_else(|| {
            let found = diagnostics.finds(|diagnostics| checked.risks(entries, credentials, diagnostics));
            checked.at_risk.push((credentials, found));
            found
        });
        diagnostics.has_errors_if(found);
    }
    Allowed::List(Arc::clone(&checked.origins))
}

/// With credentials, `any` is no way out: it would be the next error.
fn beside(credentials: Option<Place>, violation: Violation) -> Violation {
    if credentials.is_some() { violation.without_any() } else { violation }
}

impl CheckedList {
    /// The rules that do not depend on credentials, which only word the help.
    fn check(entries: &[DraftEntry], credentials: Option<Place>, diagnostics: &mut Diagnostics) -> Self {
        let mut run_time = RunTimeMarker::default();
        let (mut listed, mut accepted) = (Vec::new(), Vec::new());
        let has_errors = diagnostics.finds(|diagnostics| {
            for (at, written) in entries.iter().enumerate() {
                match &written.text {
                    EntryText::RunTime => run_time.take(written, diagnostics),
                    EntryText::Text(text) => match entry(text) {
                        Ok(origin) => {
                            listed.push(Entry { value: origin, when: written.when.clone() });
                            accepted.push(at);
                        }
                        Err(violation) => {
                            diagnostics.use_all_waivers(written);
                            let is_taken = |waiver| credentials.is_none() || written.waives(waiver);
                            let violation =
                                with_safe_spellings(violation, &|origin| first_risk(origin, &is_taken));
                            let violation = beside(credentials, violation);
                            let violation = not_again(violation, written, entries, diagnostics.strictness);
                            diagnostics.add(FIELD, written.place, violation);
                        }
                    },
                }
            }
            without_redundant(
                &listed,
                &accepted.iter().map(|at| &entries[*at]).collect::<Vec<_>>(),
                diagnostics,
            );
        });
        let origins = Arc::new(ListedOrigins { entries: listed, run_time: run_time.waivers });
        Self { origins, accepted, has_errors, at_risk: Vec::new() }
    }

    /// The rules on risks, where credentials are allowed at this place.
    fn risks(&self, entries: &[DraftEntry], credentials: Place, diagnostics: &mut Diagnostics) {
        for entry in entries.iter().filter(|entry| entry.text == EntryText::RunTime) {
            // The list is not known yet, nor which waivers it needs.
            diagnostics.use_all_waivers(entry);
        }
        for (origin, at) in self.origins.entries.iter().zip(&self.accepted) {
            for (waiver, violation) in risks(&origin.value) {
                if !diagnostics.use_waiver(&entries[*at], waiver) {
                    let violation = not_again(violation, &entries[*at], entries, diagnostics.strictness);
                    diagnostics.conflict(FIELD, entries[*at].place, credentials, violation);
                }
            }
        }
    }
}

/// `runtime` makes the constant a template: in every build, or the constant's type would change between builds.
#[derive(Default)]
struct RunTimeMarker {
    waivers: Option<RunTimeWaivers>,
    /// The place of `runtime` in the policy's own list.
    own: Option<Place>,
}

impl RunTimeMarker {
    fn take(&mut self, entry: &DraftEntry, diagnostics: &mut Diagnostics) {
        if !entry.when.is_always() {
            diagnostics.add(FIELD, entry.place, conditional());
        }
        let waivers = self.waivers.get_or_insert_default();
        for waiver in &entry.waivers {
            waivers.add(waiver.value);
        }
        if entry.is_shared {
            return;
        }
        match self.own {
            Some(first) => {
                let violation = Violation::new("`runtime` is listed twice", Help::RemoveOne);
                diagnostics.conflict(FIELD, entry.place, first, violation);
            }
            None => self.own = Some(entry.place),
        }
    }
}

fn conditional() -> Violation {
    Violation::new(
        "`runtime` must not be conditional",
        Help::words("remove the `#[cfg]`, and give an empty list at run time where no origin is wanted"),
    )
    .because("the constant would be a `Policy` in one build and a `PolicyTemplate` in another")
}

/// The rule on duplicates and on origins that a pattern covers.
fn without_redundant(listed: &[Entry<Pattern>], entries: &[&DraftEntry], diagnostics: &mut Diagnostics) {
    let covering = Covering::new(listed.iter().map(|entry| &entry.value));
    for (at, by) in redundant(entries, &|at| covering.find(&listed[at].value)) {
        let (origin, wider) = (&listed[at].value, &listed[by].value);
        let violation = if origin == wider {
            twice("origin", origin.text(), entries, at, by)
        } else {
            covered(origin, wider, entries[at])
        };
        diagnostics.without_effect(FIELD, entries[at].place, Some(entries[by].place), violation);
    }
}

fn covered(origin: &Pattern, wider: &Pattern, entry: &DraftEntry) -> Violation {
    let builds = if entry.when.is_always() { "" } else { " in every build that has both" };
    let message =
        format!("the origin `{}` is redundant: `{}` covers it{builds}", origin.text(), wider.text());
    Violation::with(
        message,
        vec![
            Help::words(format!("remove {}", quote(origin.text()))),
            Help::words(format!("narrow {}", quote(wider.text()))),
        ],
    )
}
