//! The questions that can be asked of a policy in a `const`: what the public queries, `expect` and the attributes use.

use crate::origin::{Found, may_be_allowed_at_run_time};
use crate::policy::Facts;
use crate::verdict::Verdict;

/// A policy's answers for generated code. Not public API.
#[derive(Debug, Clone, Copy)]
pub struct Queries(&'static Facts);

/// What came of one line of `expect`. Not public API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// `deny`, and the policy allows it.
    Allowed,
    /// `allow`, and the origin is not allowed.
    Origin,
    /// Only the run-time list can tell.
    RunTime,
    /// `allow`, and the method is not allowed.
    Method,
    /// `allow`, and this header is not allowed.
    Header(usize),
    /// `allow`, and there are more headers than a preflight may name.
    TooManyHeaders,
}

impl Queries {
    pub(crate) const fn new(facts: &'static Facts) -> Self {
        Self(facts)
    }

    #[allow(dead_code)]
    pub(crate) const fn facts(self) -> &'static Facts {
        self.0
    }

    pub(crate) const fn allows_origin(self, origin: &str) -> bool {
        !matches!(self.0.origins.find(origin.as_bytes()), Found::No)
    }

    pub(crate) const fn check(self, origin: &str, method: &str, headers: &[&str]) -> Verdict {
        match self.judge(origin, method, headers) {
            Outcome::Holds | Outcome::Allowed => Verdict::Allowed,
            Outcome::Origin => Verdict::OriginNotAllowed,
            Outcome::RunTime => Verdict::OriginKnownAtRunTime,
            Outcome::Method => Verdict::MethodNotAllowed,
            Outcome::Header(_) | Outcome::TooManyHeaders => Verdict::HeaderNotAllowed,
        }
    }

    /// One line of `expect`. A policy with mistakes meets every expectation: its own errors are enough.
    pub const fn expect(self, allow: bool, origin: &str, method: &str, headers: &[&str]) -> Outcome {
        if self.0.poisoned {
            return Outcome::Holds;
        }
        let outcome = self.judge(origin, method, headers);
        match (allow, outcome) {
            (true, outcome) => outcome,
            (false, Outcome::Holds) => Outcome::Allowed,
            (false, Outcome::RunTime) => Outcome::RunTime,
            (false, _) => Outcome::Holds,
        }
    }

    /// Whether a route with `method` may have this policy.
    pub const fn allows_route(self, method: &str) -> bool {
        self.0.poisoned || self.0.methods.allows(method.as_bytes())
    }

    /// Whether a route gives the policy a run-time list (`live`) exactly where the policy has a place for one.
    pub const fn agrees_with_route(self, live: bool) -> bool {
        self.0.poisoned || self.0.origins.runtime().is_some() == live
    }

    /// [`Outcome::Holds`] where a preflight is granted. What only the run-time list can tell counts last: a method
    /// that is not allowed is refused whatever the list says.
    const fn judge(self, origin: &str, method: &str, headers: &[&str]) -> Outcome {
        let facts = self.0;
        let mut granted = Outcome::Holds;
        if !self.allows_origin(origin) {
            if !may_be_allowed_at_run_time(facts.origins.runtime(), facts.credentials, origin.as_bytes()) {
                return Outcome::Origin;
            }
            granted = Outcome::RunTime;
        }
        if !facts.methods.allows(method.as_bytes()) {
            return Outcome::Method;
        }
        if headers.len() > facts.headers.most_elements() {
            return Outcome::TooManyHeaders;
        }
        let mut at = 0;
        while at < headers.len() {
            if !facts.headers.allows(headers[at].as_bytes()) {
                return Outcome::Header(at);
            }
            at += 1;
        }
        granted
    }
}
