//! The rules: from what was written to a checked policy, or to all its mistakes. One family of rules per file, one
//! function per rule.

mod covering;
mod credentials;
pub mod headers;
mod list;
mod max_age;
pub mod methods;
mod mistakes;
mod origins;
mod preflight_status;
#[cfg(test)]
mod tests;
mod waivers;

use crate::draft::Draft;
use crate::policy::Policy;

use self::mistakes::Mistakes;
pub use self::mistakes::{Mistake, Strictness};

/// The result of checking some drafts.
#[derive(Debug)]
pub struct Checked {
    /// A policy for each.
    pub policies: Vec<Policy>,
    /// All mistakes, each once, however many of the drafts have it.
    pub mistakes: Vec<Mistake>,
    /// What has no effect, where that is no mistake.
    pub notes: Vec<Mistake>,
}

/// Judges the drafts of policies that may share parts.
pub fn check(drafts: &[Draft], strictness: Strictness) -> Checked {
    let mut mistakes = Mistakes::new(strictness);
    let mut lists = origins::Lists::default();
    let mut policies = Vec::new();
    for (at, draft) in drafts.iter().enumerate() {
        mistakes.begin(at, draft);
        let policy = Policy {
            origins: mistakes.in_order(|mistakes| origins::check(draft, &mut lists, mistakes)),
            methods: methods::check(draft, &mut mistakes),
            headers: headers::check(draft.headers.as_ref(), &headers::REQUEST, &mut mistakes),
            expose: headers::check(draft.expose.as_ref(), &headers::EXPOSED, &mut mistakes),
            credentials: credentials::check(draft, &mut mistakes),
            max_age: max_age::check(draft, &mut mistakes),
            preflight_status: preflight_status::check(draft, &mut mistakes),
            has_mistakes: mistakes.has_mistakes(),
        };
        policies.push(policy);
    }
    // A waiver may be needed by a policy that comes later.
    for (at, draft) in drafts.iter().enumerate() {
        mistakes.begin(at, draft);
        waivers::unneeded(draft, &mut mistakes);
        policies[at].has_mistakes |= mistakes.has_mistakes();
    }
    let (mistakes, notes) = mistakes.into_lists();
    Checked { policies, mistakes, notes }
}
