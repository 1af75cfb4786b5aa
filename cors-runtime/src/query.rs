//! The questions that can be asked of a policy in a `const`: what the public queries, `expect` and the attributes use.

use crate::origin::Found;
use crate::parsed::Origin;
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

impl Outcome {
    pub(crate) const fn verdict(self) -> Verdict {
        match self {
            Self::Holds | Self::Allowed => Verdict::Allowed,
            Self::Origin => Verdict::OriginNotAllowed,
            Self::RunTime => Verdict::OriginKnownAtRunTime,
            Self::Method => Verdict::MethodNotAllowed,
            Self::Header(_) | Self::TooManyHeaders => Verdict::HeaderNotAllowed,
        }
    }
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
        self.judge(origin, method, headers).verdict()
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
        let allowed = self.allows_origin(origin);
        if !allowed && !self.may_be_allowed_at_run_time(origin) {
            return Outcome::Origin;
        }
        match self.judge_beyond_origin(method, headers) {
            Outcome::Holds if !allowed => Outcome::RunTime,
            outcome => outcome,
        }
    }

    /// Whether a run-time list could name `origin`: never without `runtime`, never what is no origin (`null`), never an
    /// insecure origin beside credentials without the waiver.
    const fn may_be_allowed_at_run_time(self, origin: &str) -> bool {
        match (self.0.origins.runtime(), Origin::parse(origin)) {
            (Some(runtime), Some(origin)) => runtime.admits(self.0.credentials, &origin),
            _ => false,
        }
    }

    /// The part of a preflight that no list changes: the method, then the headers.
    pub(crate) const fn judge_beyond_origin(self, method: &str, headers: &[&str]) -> Outcome {
        let facts = self.0;
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
        Outcome::Holds
    }
}
