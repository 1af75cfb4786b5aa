//! What can be audited.

use crate::decision::{Line, RunTimeOrigins, View, preflight};
#[cfg(feature = "live")]
use crate::live::LivePolicy;
use crate::origin::Origins;
use crate::policy::{Facts, Policy};

/// What [`audit`](super::audit) takes: a [`Policy`]
#[cfg_attr(feature = "live", doc = "or a [`LivePolicy`].")]
#[cfg_attr(not(feature = "live"), doc = "or a `LivePolicy` (feature `live`).")]
///
/// It is sealed: nothing else has origins that the audit could ask about.
///
/// ```
/// use cors_runtime::{cors, Policy, testing::{Subject, audit}};
///
/// fn grants_nothing(policy: impl Subject) -> bool {
///     audit(policy, "https://api.example.com").granted().next().is_none()
/// }
///
/// const APP: Policy = cors! { origins: ["https://app.example.com"] };
/// assert!(grants_nothing(APP));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be audited",
    label = "neither a `Policy` nor a `LivePolicy`",
    note = "a `PolicyTemplate` can be once it has its list: `audit(TENANTS.with_origins(list)?, …)`"
)]
pub trait Subject: sealed::Audited {}

impl<P: sealed::Audited> Subject for P {}

pub(super) mod sealed {
    use crate::policy::Facts;

    #[allow(unreachable_pub)]
    pub trait Audited {
        /// What the macro wrote down.
        fn facts(&self) -> &'static Facts;

        /// Whether a preflight with these `Origin` lines is granted.
        fn grants(&self, lines: &[String]) -> bool;

        /// The origins and patterns that are named, at this moment.
        fn named(&self) -> Vec<String>;
    }
}

impl sealed::Audited for Policy {
    fn facts(&self) -> &'static Facts {
        (*self).facts()
    }

    fn grants(&self, lines: &[String]) -> bool {
        grants((*self).facts(), &(), lines)
    }

    fn named(&self) -> Vec<String> {
        written((*self).facts())
    }
}

#[cfg(feature = "live")]
impl sealed::Audited for LivePolicy {
    fn facts(&self) -> &'static Facts {
        self.template().facts()
    }

    fn grants(&self, lines: &[String]) -> bool {
        grants(self.template().facts(), self, lines)
    }

    fn named(&self) -> Vec<String> {
        let mut named = written(self.template().facts());
        named.extend(self.origins());
        named
    }
}

/// What the middleware would decide for a method that the policy allows.
fn grants(facts: &Facts, run_time: &impl RunTimeOrigins, lines: &[String]) -> bool {
    let origin = match lines {
        [] => Line::Absent,
        [line] => Line::One(line.as_bytes()),
        _ => Line::Several,
    };
    let asked = facts.methods.listed.first().copied().unwrap_or("GET");
    let view = View {
        method: "OPTIONS",
        origin,
        asked_method: Line::One(asked.as_bytes()),
        asked_headers: std::iter::empty(),
    };
    preflight(facts, run_time, &view).is_ok()
}

fn written(facts: &Facts) -> Vec<String> {
    match &facts.origins {
        Origins::Any => Vec::new(),
        Origins::List(list) => list.written.iter().map(|&origin| origin.to_owned()).collect(),
    }
}
