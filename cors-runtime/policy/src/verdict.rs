//! Why a request is granted or refused.

use std::fmt;

use crate::data::Outcome;

/// The decision about a request, and which check made it.
///
/// The checks run in the order origin, method, headers, as in the CORS check and the CORS-preflight fetch of the
/// [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol). Middleware, events, tests and `expect` share
/// this type.
#[must_use]
#[non_exhaustive]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Everything asked for is allowed.
    Allowed,
    /// The origin is not among the policy's origins, is not an origin at all, or came in several `Origin` lines.
    OriginNotAllowed,
    /// The source of a `PolicyTemplate` does not list the origin; its run-time list may.
    OriginKnownAtRunTime,
    /// The method is not among the policy's methods, or is not a method at all.
    MethodNotAllowed,
    /// A request header is not among the policy's headers, is not a header name, or there are too many of them.
    HeaderNotAllowed,
    /// The route takes no part in CORS: `#[cross_origin(none)]`.
    TakesNoPart,
    /// A guard of the route refused the preflight.
    GuardRefused,
    /// The preflight skipped a middleware (`skip_preflights`), and no policy inside answered it at once.
    NoPolicyAnswered,
}

impl Verdict {
    /// The verdict of a question that was asked of the whole policy.
    pub const fn from_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Holds | Outcome::Allowed => Self::Allowed,
            Outcome::OriginNotAllowed => Self::OriginNotAllowed,
            Outcome::OriginKnownAtRunTime => Self::OriginKnownAtRunTime,
            Outcome::MethodNotAllowed => Self::MethodNotAllowed,
            Outcome::HeaderNotAllowed(_) => Self::HeaderNotAllowed,
        }
    }

    /// Returns `true` for [`Verdict::Allowed`].
    ///
    /// ```
    /// # use cors_policy::verdict::Verdict;
    /// assert!(Verdict::Allowed.is_allowed() && !Verdict::MethodNotAllowed.is_allowed());
    /// ```
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allowed)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Allowed => "allowed",
            Self::OriginNotAllowed => "the origin is not in `origins`",
            Self::OriginKnownAtRunTime => "whether the origin is allowed is only known at run time",
            Self::MethodNotAllowed => "the method is not in `methods`",
            Self::HeaderNotAllowed => "a request header is not in `headers`",
            Self::TakesNoPart => "the route takes no part in CORS",
            Self::GuardRefused => "a guard of the route refused the preflight",
            Self::NoPolicyAnswered => "no policy inside `skip_preflights` answered it at once",
        })
    }
}
