//! How many predicates the lists of a policy may tell apart.

use crate::ast::Body;
use crate::cfg::MOST_ATOMS;
use crate::check::{Context, Fields, Slot, policy};

/// Each predicate doubles the tables that are emitted.
pub(super) fn check(at: usize, body: &Body, fields: &Fields, context: &mut Context<'_>) {
    let atoms = policy(fields, false).atoms();
    if atoms.len() <= MOST_ATOMS || policy(&own(at, fields), false).atoms().is_empty() {
        return;
    }
    let names: Vec<_> = atoms.iter().map(|atom| format!("`{}`", context.atoms.text(*atom))).collect();
    context.errors.error(
        body.place,
        format!(
            "the entries of one policy may tell {MOST_ATOMS} `cfg` predicates apart, and these tell {}: {}",
            atoms.len(),
            names.join(", ")
        ),
        "split the policy, or put `#[cfg(…)]` on whole policies",
    );
}

/// The fields that the policy itself gives: what it only took over from its base was reported there.
fn own(at: usize, fields: &Fields) -> Fields {
    fn own<T>(at: usize, slot: Option<&Slot<T>>) -> Option<Slot<T>> {
        slot.filter(|slot| slot.owner == at).cloned()
    }
    Fields {
        origins: own(at, fields.origins.as_ref()),
        methods: own(at, fields.methods.as_ref()),
        headers: own(at, fields.headers.as_ref()),
        expose: own(at, fields.expose.as_ref()),
        ..Fields::default()
    }
}
