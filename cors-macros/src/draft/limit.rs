//! How many predicates the lists of a policy may depend on.

use cors_policy::condition::{self, MOST_NUMBERS};
use cors_policy::draft::{Draft, DraftList};

use super::Context;
use crate::ast::{Body, EntryKind, Value};
use crate::kw;

/// Each predicate doubles the tables that are emitted. What a policy only inherits was reported at its base.
pub(super) fn check(body: &Body, draft: &mut Draft, context: &mut Context) {
    let numbers = numbers(draft);
    if numbers.len() <= MOST_NUMBERS {
        return;
    }
    draft.is_incomplete = true;
    if !has_own(body) {
        return;
    }
    let names: Vec<_> =
        numbers.iter().map(|number| format!("`{}`", context.predicates.text(*number))).collect();
    context.errors.error(
        body.caret,
        &format!(
            "the entries of one policy may depend on at most {MOST_NUMBERS} predicates, and these depend on {}: {}",
            numbers.len(),
            names.join(", ")
        ),
        "split the policy, or put `#[cfg(…)]` on whole policies",
    );
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
fn has_own(body: &Body) -> bool {
    body.fields.iter().any(|field| match &field.value {
        Value::List(entries) => entries.iter().any(|entry| {
            matches!(entry.kind, EntryKind::Base(_))
                || entry.attributes.iter().any(|attribute| kw::is(attribute.path(), kw::CFG))
        }),
        Value::Word(_) | Value::Literal(_) | Value::Other(_) => false,
    })
}
