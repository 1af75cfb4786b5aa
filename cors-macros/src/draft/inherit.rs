//! What a policy takes over from a base.

use cors_policy::check::methods;
use cors_policy::condition::Condition;
use cors_policy::draft::{Draft, DraftEntry, DraftList, EntryText, Place};
use cors_policy::words::FieldName;
use proc_macro2::Ident;

use super::Context;
use crate::kw;

/// `..BASE` in a list.
pub(super) struct BaseEntry<'a> {
    pub(super) name: &'a Ident,
    pub(super) field: FieldName,
    pub(super) when: Condition,
    pub(super) place: Place,
}

impl BaseEntry<'_> {
    /// What it adds to its list: the entries of that field of the base, or its default. `None` if there is nothing to
    /// add, which is reported.
    pub(super) fn entries(&self, from: &Draft, context: &mut Context) -> Option<Vec<DraftEntry>> {
        let Self { name, field, .. } = self;
        let entries = match from.list(*field).map(|list| &*list.value) {
            Some(DraftList::Entries(entries)) => entries.as_slice(),
            Some(DraftList::Empty) => &[],
            // Reported where it is written.
            Some(DraftList::None) if *field != FieldName::Origins => return None,
            Some(whole @ (DraftList::Any | DraftList::None)) => {
                let value = if matches!(whole, DraftList::Any) { kw::ANY } else { kw::NONE };
                context.errors.error(
                    context.places.get(self.place).caret,
                    &format!("`{field}` of `{name}` is `{value}`, which cannot be part of a list"),
                    &format!("write `{field}: {value}`, or name the entries without `..{name}`"),
                );
                return None;
            }
            None => &self.default()?,
        };
        Some(entries.iter().map(|entry| self.shared(entry)).collect())
    }

    /// The default of a field that is not given. A policy without `origins` is a mistake of its own.
    fn default(&self) -> Option<Vec<DraftEntry>> {
        let method = |name: &str| DraftEntry {
            text: EntryText::Text(name.to_owned()),
            when: Condition::default(),
            waivers: Vec::new(),
            has_broken_waiver: false,
            is_shared: true,
            place: self.place,
        };
        match self.field {
            FieldName::Origins => None,
            FieldName::Methods => Some(methods::DEFAULT.map(method).to_vec()),
            _ => Some(Vec::new()),
        }
    }

    fn shared(&self, entry: &DraftEntry) -> DraftEntry {
        // `runtime` cannot be conditional. If the `#[cfg]` is on `..BASE`, the error points there.
        let conditional = entry.text == EntryText::RunTime && !self.when.is_always();
        DraftEntry {
            when: self.when.clone().and(&entry.when),
            is_shared: true,
            place: if conditional { self.place } else { entry.place },
            ..entry.clone()
        }
    }
}
