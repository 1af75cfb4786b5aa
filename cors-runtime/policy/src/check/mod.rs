//! The rules: from what was written to a checked policy, or to all its errors. One family of rules per file, one
//! function per rule.

mod covering;
mod credentials;
mod diagnostics;
pub mod headers;
mod list;
mod max_age;
pub mod methods;
mod origins;
mod preflight_status;
#[cfg(test)]
mod tests;
mod waivers;

use crate::draft::Draft;
use crate::policy::CheckedPolicy;
use crate::violation::Violation;
use crate::words::FieldName;

use self::diagnostics::Diagnostics;
pub use self::diagnostics::{Diagnostic, Strictness};

/// The result of checking some drafts.
#[derive(Debug)]
pub struct CheckedDrafts {
    /// A policy for each.
    pub policies: Vec<CheckedPolicy>,
    /// All errors, each once, however many of the drafts have it.
    pub errors: Vec<Diagnostic>,
    /// What has no effect, where that is not an error.
    pub notes: Vec<Diagnostic>,
}

/// What is wrong with a text as an entry of `field`, whatever else the policy has.
pub fn entry_violation(text: &str, field: FieldName) -> Option<Violation> {
    match field {
        FieldName::Origins => crate::entry::entry(text).err(),
        FieldName::Methods => methods::method(text),
        _ => headers::name(text),
    }
}

/// Checks the drafts of policies that may share parts.
pub fn check(drafts: &[Draft], strictness: Strictness) -> CheckedDrafts {
    let mut diagnostics = Diagnostics::new(strictness);
    let mut lists = origins::Lists::default();
    let mut policies = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        diagnostics.begin(at, draft);
        let policy = CheckedPolicy {
            origins: diagnostics.in_order(|diagnostics| origins::check(draft, &mut lists, diagnostics)),
            methods: methods::check(draft, &mut diagnostics),
            headers: headers::check(draft.headers.as_ref(), &headers::REQUEST, &mut diagnostics),
            expose: headers::check(draft.expose.as_ref(), &headers::EXPOSED, &mut diagnostics),
            credentials: credentials::check(draft, &mut diagnostics),
            max_age: max_age::check(draft, &mut diagnostics),
            preflight_status: preflight_status::check(draft, &mut diagnostics),
            has_errors: diagnostics.has_errors(),
        };
        policies.push(policy);
    }
    // A waiver may be needed by a policy that comes later.
    for (at, draft) in drafts.iter().enumerate() {
        diagnostics.begin(at, draft);
        waivers::unneeded(draft, &mut diagnostics);
        policies[at].has_errors |= diagnostics.has_errors();
    }
    let (errors, notes) = diagnostics.into_lists();
    CheckedDrafts { policies, errors, notes }
}
