//! Waivers that are not needed, or are given twice: each would hide a later mistake.

use super::diagnostics::Diagnostics;
use crate::draft::{Draft, DraftList};
use crate::violation::{Help, Section, Violation};
use crate::words::{FieldName, Waiver};

/// Called once every draft has been checked: an entry may be shared, and it is enough that one policy needs its
/// waiver.
pub(super) fn unneeded(draft: &Draft, diagnostics: &mut Diagnostics) {
    let Some(origins) = &draft.origins else { return };
    let DraftList::Entries(entries) = &*origins.value else { return };
    for entry in entries {
        for (at, waiver) in entry.waivers.iter().enumerate() {
            let violation = if entry.waivers[..at].iter().any(|first| first.value == waiver.value) {
                Violation::new(format!("the waiver `{}` is given twice", waiver.value), Help::RemoveOne)
            } else if !draft.is_incomplete && !diagnostics.is_needed(waiver) {
                violation(waiver.value)
            } else {
                continue;
            };
            diagnostics.without_effect(FieldName::Origins, waiver.place, None, violation);
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
