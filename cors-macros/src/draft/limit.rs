//! How many predicates the lists of a policy may depend on.

use cors_policy::condition::{self, MOST_NUMBERS};
use cors_policy::draft::{Draft, DraftList};

use super::Reader;
use crate::ast::{Body, EntryKind, cfgs};

impl Reader<'_> {
    /// Each predicate doubles the tables that are emitted. What a policy only inherits was reported at its base.
    pub(super) fn limit(&mut self, body: &Body) {
        let numbers = numbers(&self.draft);
        if numbers.len() <= MOST_NUMBERS {
            return;
        }
        self.draft.is_incomplete = true;
        let is_own = body.entries().any(|entry| {
            matches!(entry.kind, EntryKind::Base(_)) || cfgs(&entry.attributes).next().is_some()
        });
        if is_own {
            let text = |number: &usize| format!("`{}`", self.context.predicates.text(*number));
            let message = format!(
                "the entries of one policy may depend on at most {MOST_NUMBERS} predicates, and these depend on {}: {}",
                numbers.len(),
                numbers.iter().map(text).collect::<Vec<_>>().join(", ")
            );
            self.error(body.caret, message, "split the policy, or put `#[cfg(…)]` on whole policies");
        }
    }
}

fn numbers(draft: &Draft) -> Vec<usize> {
    let lists = [&draft.origins, &draft.methods, &draft.headers, &draft.expose].into_iter().flatten();
    let entries = lists.flat_map(|list| match &*list.value {
        DraftList::Entries(entries) => entries.as_slice(),
        DraftList::Any | DraftList::None | DraftList::Empty => &[],
    });
    condition::numbers(entries.map(|entry| &entry.when))
}
