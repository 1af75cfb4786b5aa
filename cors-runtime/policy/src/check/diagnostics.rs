//! What the rules share: what they found so far.

use std::collections::HashSet;

use crate::draft::{Draft, DraftEntry, Place, Written};
use crate::violation::Violation;
use crate::words::{FieldName, Waiver};

/// How strictly a policy is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strictness {
    /// As source code, where everything without effect is an error.
    Code,
    /// As a configuration, whose writer is not the service's author and may be a program: what has no effect is a
    /// note, so that it does not keep a service from starting, and an empty list allows nothing.
    Configuration,
}

impl Strictness {
    /// Only the compiler checks code: a program need not have what it would be told.
    pub(super) const fn is_code(self) -> bool {
        cfg!(feature = "macros") && matches!(self, Self::Code)
    }
}

/// A violation, and where in a draft it is.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The index of the draft.
    pub policy: usize,
    /// The field that it is about.
    pub field: FieldName,
    /// The value that has to change.
    pub place: Place,
    /// The value that it conflicts with.
    pub other: Option<Place>,
    /// What is wrong.
    pub violation: Violation,
}

/// Collects diagnostics, each once: drafts may share parts, and an error in a shared part is one of each draft.
#[derive(Debug)]
pub(super) struct Diagnostics {
    pub(super) strictness: Strictness,
    policy: usize,
    found_here: bool,
    errors: Vec<Diagnostic>,
    /// What has no effect, where that is not an error.
    notes: Vec<Diagnostic>,
    known: HashSet<(Place, Known)>,
}

/// What is known about a place.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Known {
    /// An error, with the value that it conflicts with.
    Error(Option<Place>, String),
    /// This waiver is needed. The waivers of one entry may share its place.
    Needed(Waiver),
}

impl Diagnostics {
    pub(super) fn new(strictness: Strictness) -> Self {
        Self {
            strictness,
            policy: 0,
            found_here: false,
            errors: Vec::new(),
            notes: Vec::new(),
            known: HashSet::new(),
        }
    }

    /// The diagnostics that follow are of this draft.
    pub(super) fn begin(&mut self, policy: usize, draft: &Draft) {
        self.policy = policy;
        self.found_here = draft.is_incomplete;
    }

    /// Whether the draft has errors, including those that an earlier draft has as well.
    pub(super) fn has_errors(&self) -> bool {
        self.found_here
    }

    /// The draft has those of a part that an earlier draft has as well.
    pub(super) fn has_errors_if(&mut self, has_errors: bool) {
        self.found_here |= has_errors;
    }

    /// Puts what `rules` finds in the order of the source, whatever the order of the rules.
    pub(super) fn in_order<T>(&mut self, rules: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.errors.len();
        let found = rules(self);
        self.errors[before..].sort_by_key(|diagnostic| diagnostic.place);
        found
    }

    /// Whether `rules` finds an error.
    pub(super) fn finds(&mut self, rules: impl FnOnce(&mut Self)) -> bool {
        let before = std::mem::take(&mut self.found_here);
        rules(self);
        let found = self.found_here;
        self.found_here |= before;
        found
    }

    /// The errors, and the notes.
    pub(super) fn into_lists(self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        (self.errors, self.notes)
    }

    pub(super) fn add(&mut self, field: FieldName, place: Place, violation: Violation) {
        self.push(field, place, None, violation);
    }

    /// Adds an error about two values that conflict.
    pub(super) fn conflict(&mut self, field: FieldName, place: Place, other: Place, violation: Violation) {
        self.push(field, place, Some(other), violation);
    }

    /// Adds something without effect: an error in source code, and a note in a configuration.
    pub(super) fn without_effect(
        &mut self,
        field: FieldName,
        place: Place,
        other: Option<Place>,
        violation: Violation,
    ) {
        if self.strictness.is_code() {
            self.push(field, place, other, violation);
        } else {
            self.notes.push(Diagnostic { policy: self.policy, field, place, other, violation });
        }
    }

    fn push(&mut self, field: FieldName, place: Place, other: Option<Place>, violation: Violation) {
        self.found_here = true;
        if self.known.insert((place, Known::Error(other, violation.message.clone()))) {
            self.errors.push(Diagnostic { policy: self.policy, field, place, other, violation });
        }
    }

    /// Marks this waiver of `entry` as needed; returns whether the entry has it.
    pub(super) fn use_waiver(&mut self, entry: &DraftEntry, waiver: Waiver) -> bool {
        for written in entry.waivers.iter().filter(|written| written.value == waiver) {
            self.known.insert((written.place, Known::Needed(waiver)));
        }
        entry.waives(waiver)
    }

    /// Marks all waivers of an entry as needed, because which ones are needed is not known.
    pub(super) fn use_all_waivers(&mut self, entry: &DraftEntry) {
        for waiver in &entry.waivers {
            self.known.insert((waiver.place, Known::Needed(waiver.value)));
        }
    }

    pub(super) fn is_needed(&self, waiver: &Written<Waiver>) -> bool {
        self.known.contains(&(waiver.place, Known::Needed(waiver.value)))
    }
}
