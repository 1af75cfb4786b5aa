//! What a policy takes over from a base.

use cors_policy::draft::{Draft, DraftEntry, DraftList, EntryText, Place};
use cors_policy::method::DEFAULT;
use cors_policy::words::FieldName;
use proc_macro2::Ident;

use super::Reader;
use super::bases::Missing;
use super::entries::{MergedList, ReadEntry};
use super::waivers::is_waiver;
use crate::kw;
use crate::report::PolicyPart;

/// The most entries that a list may take over. A policy that takes over two policies, which both do the same with the
/// next two, has twice as many with each step.
const MOST_TAKEN_OVER: usize = 30_000;

impl Reader<'_> {
    /// `..NAME` in a list.
    pub(super) fn inherit(&mut self, name: &Ident, read: &ReadEntry<'_>, list: &mut MergedList) {
        let ReadEntry { entry, when, waivers, .. } = read;
        let waiver = entry.attributes.iter().find(|attribute| is_waiver(attribute));
        let misplaced = waiver.filter(|_| !waivers.is_empty());
        if let Some(attribute) = misplaced {
            let message = format!("`..{name}` takes no waiver: its entries have their own");
            let help = format!("remove it\nor put it on the entry of `{name}` that needs it");
            self.error(attribute, message, help);
        }
        let place = self.place(entry.caret(), PolicyPart::Entry);
        let base = self.bases.draft(name, self.policy, Some((entry, list.field)), &mut self.context.errors);
        list.means_run_time |=
            list.field == FieldName::Origins && matches!(base, Err(Missing { means_run_time: true }));
        let base = base.ok();
        let entries = base.and_then(|base| self.entries_of(base, name, read, place, list.field));
        self.draft.is_incomplete |= entries.is_none() || base.is_some_and(|base| base.is_incomplete);
        let mut added = entries.unwrap_or_default();
        for entry in &mut added {
            // `runtime` cannot be conditional. If the `#[cfg]` is on `..NAME`, the error points there.
            if entry.text == EntryText::RunTime && !when.is_always() {
                entry.place = place;
            }
            entry.when = when.clone().and(&entry.when);
            entry.is_shared = true;
            entry.has_broken_waiver |= misplaced.is_some();
        }
        // What an earlier base of this list has given already, under the same condition, adds nothing.
        // (The default methods share a place.)
        added.retain(|entry| {
            let text = match &entry.text {
                EntryText::Text(text) => text.clone(),
                EntryText::RunTime => String::new(),
            };
            list.inherited.insert((entry.place, entry.when.clone(), text))
        });
        let before = list.taken_over;
        list.taken_over += added.len();
        if list.taken_over <= MOST_TAKEN_OVER {
            list.entries.extend(added);
        } else if before <= MOST_TAKEN_OVER {
            // Whoever takes this list over is not told again.
            list.entries.clear();
            self.draft.is_incomplete = true;
            let message = format!("with `..{name}` this list takes over more than {MOST_TAKEN_OVER} entries");
            self.error(entry.caret(), message, "take each base over once, not once for each `#[cfg(…)]`");
        }
    }

    /// The entries of that field of a base, or its default. `None` if there is nothing to add, which is reported.
    fn entries_of(
        &mut self,
        base: &Draft,
        name: &Ident,
        read: &ReadEntry<'_>,
        place: Place,
        field: FieldName,
    ) -> Option<Vec<DraftEntry>> {
        let value = match base.list(field).map(|list| &*list.value) {
            Some(DraftList::Entries(entries)) => return Some(entries.clone()),
            // A policy without `origins` is a mistake of its own.
            None if field == FieldName::Origins => return None,
            None if field == FieldName::Methods => {
                let method = |name: &str| read.with(EntryText::Text(name.to_owned()), place);
                return Some(DEFAULT.map(method).to_vec());
            }
            Some(DraftList::Empty) | None => return Some(Vec::new()),
            // Reported where it is written.
            Some(DraftList::None) if field != FieldName::Origins => return None,
            Some(DraftList::None) => kw::NONE,
            Some(DraftList::Any) => kw::ANY,
        };
        let message = format!("`{field}` of `{name}` is `{value}`, which cannot be part of a list");
        let help = format!("write `{field}: {value}`\nor name the entries without `..{name}`");
        self.error(read.entry.caret(), message, help);
        None
    }
}
