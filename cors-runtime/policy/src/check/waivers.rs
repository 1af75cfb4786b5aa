//! Waivers that are not needed: each would hide a later mistake.

use super::diagnostics::Diagnostics;
use crate::draft::{Draft, DraftList};
use crate::violation::{Help, Section, Violation};
use crate::words::{FieldName, Waiver};

/// Called once every draft has been checked: an entry may be shared, and it is enough that one policy needs its
/// waiver.
pub(super) fn unneeded(draft: &Draft, diagnostics: &mut Diagnostics) {
    if draft.is_incomplete {
        return;
    }
    let Some(origins) = &draft.origins else { return };
    let DraftList::Entries(entries) = &*origins.value else { return };
    for waiver in entries.iter().flat_map(|entry| &entry.waivers) {
        if !diagnostics.is_needed(waiver) {
            diagnostics.without_effect(FieldName::Origins, waiver.place, None, violation(waiver.value));
        }
    }
}

fn violation(waiver: Waiver) -> Violation {
    let what = match waiver {
        Waiver::InsecureOrigins => "an `http` origin whose host is not loopback",
        Waiver::PublicSuffixes => "a wildcard that reaches a public suffix",
        Waiver::AnyHost => "any host of a scheme (`moz-extension://*`)",
        Waiver::Predicates => "`runtime`",
    };
    let message = format!("this entry does not need the waiver `{waiver}`");
    Violation::new(message, Help::RemoveWaiver(waiver))
        .because(format!("only {what} needs it, and only with credentials"))
        .see(Section::Waivers)
}
