//! What must not stand beside `credentials: true` (Fetch, "CORS protocol and credentials").

use crate::check::{Fields, Slot, origin};
use crate::diag::Errors;
use crate::kw;
use crate::policy::Names;

/// Judges the policy with index `at`. What it only took over from its base was reported there.
pub(super) fn check(at: usize, fields: &Fields, errors: &mut Errors) {
    let Some(credentials) = fields.credentials.as_ref().filter(|credentials| *credentials.value) else {
        return;
    };
    let own = |owner: usize| owner == at || credentials.owner == at;
    if let Some(origins) = fields.origins.as_ref() {
        if origins.value.is_any() && own(origins.owner) {
            errors.conflict(
                origins.place,
                credentials.place,
                "`origins: any` together with `credentials: true`: browsers refuse `*` on a response to a request with credentials, and to answer with the request's own origin instead would hand a logged-in user's data to every site",
                "list the origins that may read with credentials, or remove `credentials: true`",
            );
        }
        // Written by two policies, the entry and `credentials: true` are two places.
        let there = Some(credentials.place).filter(|_| origins.owner != credentials.owner);
        origin::with_credentials(&origins.value, own(origins.owner), there, errors);
    }
    for (name, slot, what, example) in [
        (kw::METHODS, &fields.methods, "method", "[GET, POST]"),
        (kw::HEADERS, &fields.headers, "request header", "[\"content-type\"]"),
        (kw::EXPOSE, &fields.expose, "response header", "[\"x-request-id\"]"),
    ] {
        if let Some(slot) = slot.as_ref().filter(|slot| is_open(slot) && own(slot.owner)) {
            errors.conflict(
                slot.place,
                credentials.place,
                format!("`any` in `{name}` together with `credentials: true`: with credentials browsers read `*` as a name like any other, and not as any {what}"),
                format!("list them: `{name}: {example}`, or remove `credentials: true`"),
            );
        }
    }
}

fn is_open(slot: &Slot<Names>) -> bool {
    slot.value.any.is_some()
}
