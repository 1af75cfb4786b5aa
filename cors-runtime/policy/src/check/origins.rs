//! Origins: the rules that need more than the text of one entry. Those on the text are in [`entry`](mod@crate::entry).

use super::covering::Covering;
use super::list::{redundant, twice};
use super::mistakes::{Mistakes, Strictness};
use crate::allowed::Allowed;
use crate::draft::{Draft, DraftEntry, DraftList, EntryText, Place};
use crate::entry::{entry, risks};
use crate::fault::{Fault, Remedy, quote};
use crate::origin::Pattern;
use crate::policy::{Entry, ListedOrigins};
use crate::words::{FieldName, RunTimeWaivers};

const FIELD: FieldName = FieldName::Origins;

/// `origins` is the one field without a default: a policy that allows nobody says so.
pub(super) fn check(draft: &Draft, mistakes: &mut Mistakes) -> Allowed<ListedOrigins> {
    let credentials = draft.credentials.as_ref().filter(|credentials| credentials.value);
    let credentials = credentials.map(|credentials| credentials.place);
    let Some(origins) = &draft.origins else {
        if !draft.is_incomplete {
            let remedies = vec![Remedy::Add("https://app.example.com".to_owned()), Remedy::AddAny];
            let fault = Fault::with("this policy has no `origins`", remedies);
            mistakes.add(FIELD, draft.place, beside(credentials, fault));
        }
        return Allowed::None;
    };
    let entries = match &*origins.value {
        DraftList::Any => return Allowed::Any,
        DraftList::None => return Allowed::None,
        DraftList::Entries(entries) => entries,
        DraftList::Empty => {
            if mistakes.strictness == Strictness::Code {
                let remedies = vec![
                    Remedy::example("list the origins", "https://app.example.com"),
                    Remedy::Any,
                    Remedy::Nobody,
                ];
                let fault = Fault::with("`origins` must not be an empty list", remedies)
                    .because("no other site could read anything");
                mistakes.add(FIELD, origins.place, beside(credentials, fault));
            }
            return Allowed::None;
        }
    };
    let mut run_time = RunTime::default();
    let mut listed = Vec::new();
    for entry in entries {
        match &entry.text {
            EntryText::RunTime => run_time.take(entry, credentials, mistakes),
            EntryText::Text(text) => {
                listed.extend(one(text, entry, credentials, mistakes).map(|origin| (origin, entry)));
            }
        }
    }
    without_redundant(&listed, mistakes);
    let entries =
        listed.into_iter().map(|(value, entry)| Entry { value, when: entry.when.clone() }).collect();
    Allowed::List(ListedOrigins { entries, run_time: run_time.waivers })
}

/// With credentials, `any` is not a remedy: it would be the next mistake.
fn beside(credentials: Option<Place>, fault: Fault) -> Fault {
    if credentials.is_some() { fault.without_any() } else { fault }
}

/// The rules on one entry. `credentials`: the place where they are allowed.
fn one(
    text: &str,
    written: &DraftEntry,
    credentials: Option<Place>,
    mistakes: &mut Mistakes,
) -> Option<Pattern> {
    match entry(text) {
        Err(fault) => {
            mistakes.use_all_waivers(written);
            mistakes.add(FIELD, written.place, beside(credentials, fault));
            None
        }
        Ok(origin) => {
            if let Some(credentials) = credentials {
                for (waiver, fault) in risks(&origin) {
                    if !mistakes.use_waiver(written, waiver) {
                        mistakes.conflict(FIELD, written.place, credentials, fault);
                    }
                }
            }
            Some(origin)
        }
    }
}

/// `runtime` makes the constant a template: in every build, or the constant's type would change between builds.
#[derive(Default)]
struct RunTime {
    waivers: Option<RunTimeWaivers>,
    /// The place of `runtime` in the policy's own list.
    own: Option<Place>,
}

impl RunTime {
    fn take(&mut self, entry: &DraftEntry, credentials: Option<Place>, mistakes: &mut Mistakes) {
        if !entry.when.is_always() {
            mistakes.add(FIELD, entry.place, conditional());
        }
        let waivers = self.waivers.get_or_insert_default();
        for waiver in &entry.waivers {
            waivers.add(waiver.value);
        }
        if credentials.is_some() {
            // The list is not known yet, nor which waivers it needs.
            mistakes.use_all_waivers(entry);
        }
        if entry.is_shared {
            return;
        }
        match self.own {
            Some(first) => {
                let fault = Fault::new("`runtime` is listed twice", Remedy::RemoveOne);
                mistakes.conflict(FIELD, entry.place, first, fault);
            }
            None => self.own = Some(entry.place),
        }
    }
}

fn conditional() -> Fault {
    Fault::new(
        "`runtime` must not be conditional",
        Remedy::words("remove the `#[cfg]`, and give an empty list at run time where no origin is wanted"),
    )
    .because("the constant would be a `Policy` in one build and a `PolicyTemplate` in another")
}

/// The rule on duplicates and on origins that a pattern covers.
fn without_redundant(listed: &[(Pattern, &DraftEntry)], mistakes: &mut Mistakes) {
    let covering = Covering::of(listed.iter().map(|(origin, _)| origin));
    let entries: Vec<_> = listed.iter().map(|(_, entry)| *entry).collect();
    let found = redundant(&entries, |at| covering.find(&listed[at].0));
    for (at, by) in found {
        let ((origin, entry), (wider, by)) = (&listed[at], &listed[by]);
        let fault = if origin == wider {
            twice("origin", origin.text(), &entry.when)
        } else {
            covered(origin, wider, entry)
        };
        mistakes.without_effect(FIELD, entry.place, Some(by.place), fault);
    }
}

fn covered(origin: &Pattern, wider: &Pattern, entry: &DraftEntry) -> Fault {
    let builds = if entry.when.is_always() { "" } else { " in every build that has both" };
    let message =
        format!("the origin `{}` is redundant: `{}` covers it{builds}", origin.text(), wider.text());
    Fault::with(
        message,
        vec![
            Remedy::words(format!("remove {}", quote(origin.text()))),
            Remedy::words(format!("narrow {}", quote(wider.text()))),
        ],
    )
}
