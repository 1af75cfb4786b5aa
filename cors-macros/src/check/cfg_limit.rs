//! How many predicates the lists of a policy may tell apart.

use crate::ast::Body;
use crate::cfg::MOST_ATOMS;
use crate::check::{Context, Fields, policy};

/// Each predicate doubles the tables that are emitted.
pub(super) fn check(body: &Body, fields: &Fields, context: &mut Context<'_>) {
    let atoms = policy(fields, false).atoms();
    if atoms.len() > MOST_ATOMS {
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
}
