//! Fields as written → drafts, including what bases provide.

use std::sync::Arc;

use cors_policy::check::methods;
use cors_policy::condition::Condition;
use cors_policy::draft::{Draft, DraftEntry, DraftList, EntryText, Written};
use cors_policy::words::FieldName;

use super::Context;
use super::bases::{BaseEntry, Fields, List, ListPart};
use super::places::Part;
use crate::ast::Body;
use crate::kw;

/// A draft for each policy. Cycles are cut, and names that do not resolve are reported.
pub(super) fn drafts(bodies: &[&Body], written: &[Fields], context: &mut Context) -> Vec<Draft> {
    let mut done: Vec<Option<Draft>> = vec![None; written.len()];
    (0..written.len()).map(|at| draft(at, bodies, written, &mut done, context)).collect()
}

fn draft(
    at: usize,
    bodies: &[&Body],
    written: &[Fields],
    done: &mut Vec<Option<Draft>>,
    context: &mut Context,
) -> Draft {
    if let Some(draft) = &done[at] {
        return draft.clone();
    }
    let fields = &written[at];
    let mut draft = match fields.base {
        Some(base) => draft(base, bodies, written, done, context),
        None => Draft::new(context.place(bodies[at].caret, at, Part::Policy)),
    };
    draft.is_incomplete |= fields.is_incomplete;
    for (field, list) in FieldName::ALL.into_iter().zip(&fields.lists) {
        let Some(list) = list else { continue };
        let value = match &list.value {
            List::Any => DraftList::Any,
            List::None => DraftList::None,
            List::Empty => DraftList::Empty,
            List::Parts(parts) => {
                let mut entries = Vec::new();
                for part in parts {
                    match part {
                        ListPart::Entry(entry) => entries.push(entry.clone()),
                        ListPart::Base(base) => {
                            let Some(from) = base.policy else { continue };
                            let from = self::draft(from, bodies, written, done, context);
                            draft.is_incomplete |= from.is_incomplete;
                            match brought(base, field, &from, context) {
                                Some(brought) => entries.extend(brought),
                                None => draft.is_incomplete = true,
                            }
                        }
                    }
                }
                DraftList::Entries(entries)
            }
        };
        *slot(&mut draft, field) = Some(Written::new(Arc::new(value), list.place));
    }
    draft.credentials = fields.credentials.clone().or(draft.credentials);
    draft.max_age = fields.max_age.clone().or(draft.max_age);
    draft.preflight_status = fields.preflight_status.clone().or(draft.preflight_status);
    done[at] = Some(draft.clone());
    draft
}

fn slot(draft: &mut Draft, field: FieldName) -> &mut Option<Written<Arc<DraftList>>> {
    match field {
        FieldName::Origins => &mut draft.origins,
        FieldName::Methods => &mut draft.methods,
        FieldName::Headers => &mut draft.headers,
        _ => &mut draft.expose,
    }
}

/// What `..BASE` adds to a list: the entries of that field of the base, or its default. `None` if there is nothing
/// to add, which is reported.
fn brought(
    base: &BaseEntry,
    field: FieldName,
    from: &Draft,
    context: &mut Context,
) -> Option<Vec<DraftEntry>> {
    let mut from = from.clone();
    let entries = match slot(&mut from, field).as_ref().map(|list| &*list.value) {
        Some(DraftList::Entries(entries)) => entries.clone(),
        Some(DraftList::Empty) => Vec::new(),
        Some(whole @ (DraftList::Any | DraftList::None)) => {
            let (name, value) =
                (&base.name, if matches!(whole, DraftList::Any) { kw::ANY } else { kw::NONE });
            context.errors.error(
                context.places.get(base.place).caret,
                &format!("`{field}` of `{name}` is `{value}`, which cannot be part of a list"),
                &format!("write `{field}: {value}`, or name the entries without `..{name}`"),
            );
            return None;
        }
        None => default(base, field)?,
    };
    Some(entries.into_iter().map(|entry| shared(entry, base)).collect())
}

/// The default of a field that is not given. A policy without `origins` is a mistake of its own.
fn default(base: &BaseEntry, field: FieldName) -> Option<Vec<DraftEntry>> {
    let method = |name: &str| DraftEntry {
        text: EntryText::Text(name.to_owned()),
        when: Condition::default(),
        waivers: Vec::new(),
        has_broken_waiver: false,
        is_shared: true,
        place: base.place,
    };
    match field {
        FieldName::Origins => None,
        FieldName::Methods => Some(methods::DEFAULT.map(method).to_vec()),
        _ => Some(Vec::new()),
    }
}

fn shared(entry: DraftEntry, base: &BaseEntry) -> DraftEntry {
    // `runtime` cannot be conditional. If the `#[cfg]` is on `..BASE`, the error points there.
    let conditional = entry.text == EntryText::RunTime && !base.when.is_always();
    DraftEntry {
        when: base.when.clone().and(&entry.when),
        is_shared: true,
        place: if conditional { base.place } else { entry.place },
        ..entry
    }
}
