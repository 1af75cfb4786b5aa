//! How many predicates the lists of a policy may depend on.

use cors_policy::condition::{self, Condition, MOST_NUMBERS};
use cors_policy::draft::{Draft, DraftList};

use super::Context;
use super::bases::{Fields, List, ListPart};
use crate::ast::Body;

/// Each predicate doubles the tables that are emitted. What a policy only inherits was reported at its base.
pub(super) fn check(bodies: &[&Body], written: &[Fields], drafts: &mut [Draft], context: &mut Context) {
    for (at, draft) in drafts.iter_mut().enumerate() {
        let numbers = numbers(draft);
        if numbers.len() <= MOST_NUMBERS {
            continue;
        }
        draft.is_incomplete = true;
        if !has_own(&written[at]) {
            continue;
        }
        let names: Vec<_> =
            numbers.iter().map(|number| format!("`{}`", context.predicates.text(*number))).collect();
        context.errors.error(
            bodies[at].caret,
            &format!(
                "the entries of one policy may depend on at most {MOST_NUMBERS} predicates, and these depend on {}: {}",
                numbers.len(),
                names.join(", ")
            ),
            "split the policy, or put `#[cfg(…)]` on whole policies",
        );
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

/// Whether one of the policy's own lists has a predicate or a base.
fn has_own(fields: &Fields) -> bool {
    let conditional = |when: &Condition| !when.is_always();
    fields.lists.iter().flatten().any(|list| match &list.value {
        List::Parts(parts) => parts.iter().any(|part| match part {
            ListPart::Entry(entry) => conditional(&entry.when),
            ListPart::Base(_) => true,
        }),
        List::Any | List::None | List::Empty => false,
    })
}
