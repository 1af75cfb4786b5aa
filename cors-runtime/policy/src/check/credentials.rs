//! Credentials (Fetch, "CORS protocol and credentials").

use super::diagnostics::Diagnostics;
use crate::draft::{Draft, DraftList};
use crate::violation::{Help, Section, Violation};
use crate::words::FieldName;

pub(super) fn check(draft: &Draft, diagnostics: &mut Diagnostics) -> bool {
    let Some(credentials) = draft.credentials.as_ref().filter(|credentials| credentials.value) else {
        return false;
    };
    if let Some(origins) = &draft.origins
        && matches!(*origins.value, DraftList::Any)
    {
        diagnostics.conflict(FieldName::Origins, origins.place, credentials.place, any_origin());
    }
    true
}

/// A response with `*` and credentials is a network error (Fetch, "CORS check"). The alternative, to repeat
/// whatever origin asks, is not offered.
fn any_origin() -> Violation {
    let helps = vec![
        Help::list("list the origins that may read with credentials", &[]),
        Help::words("remove `credentials` (a page that sends a bearer token itself does not need it)"),
    ];
    Violation::with("`origins` must not be `any` where `credentials` is `true`", helps)
        .because(
            "browsers refuse `*` there, and repeating the request's own origin instead would give a logged-in user's data \
             to every site",
        )
        .see(Section::Any)
}
