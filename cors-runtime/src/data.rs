//! What a policy holds, and the questions that can be asked of it, in a `const` too.

use std::borrow::Cow;

use crate::header_value::HeaderValues;
use crate::methods::Methods;
use crate::origin::{Found, Origin, Origins, Texts, text};
use crate::request_headers::{RequestHeaders, Scan};
use crate::verdict::Verdict;

/// What a policy holds. Not public API: only [`cors!`](crate::cors) writes one down.
#[derive(Debug, Clone)]
pub struct PolicyData {
    /// The constant's name, or where the expression stands.
    pub name: Cow<'static, str>,
    /// `origins`.
    pub origins: Origins,
    /// `methods`.
    pub methods: Methods,
    /// `headers`.
    pub headers: RequestHeaders,
    /// `expose`.
    pub expose: ExposedHeaders,
    /// `credentials`.
    pub credentials: bool,
    /// `max_age`, in seconds.
    pub max_age: Option<u32>,
    /// `preflight_status`.
    pub preflight_status: u16,
    /// The compiler reports mistakes in the policy. The macros' own later checks pass, so that one mistake is one
    /// error.
    pub has_errors: bool,
    /// The values of its headers.
    pub values: HeaderValues,
}

/// The response headers that a policy exposes. Not public API.
#[derive(Debug, Clone)]
pub struct ExposedHeaders {
    /// `any`.
    pub any: bool,
    /// The names, in lower case.
    pub listed: Texts,
}

/// What came of one line of `expect`. Not public API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Holds,
    /// `deny`, and the policy allows it.
    Allowed,
    /// `allow`, and the origin is not allowed.
    OriginNotAllowed,
    /// The run-time list decides.
    OriginKnownAtRunTime,
    /// `allow`, and the method is not allowed.
    MethodNotAllowed,
    /// `allow`, and this header is not allowed.
    HeaderNotAllowed(usize),
}

impl Outcome {
    /// Its verdict on the request.
    pub(crate) const fn verdict(&self) -> Verdict {
        match self {
            Self::Holds | Self::Allowed => Verdict::Allowed,
            Self::OriginNotAllowed => Verdict::OriginNotAllowed,
            Self::OriginKnownAtRunTime => Verdict::OriginKnownAtRunTime,
            Self::MethodNotAllowed => Verdict::MethodNotAllowed,
            Self::HeaderNotAllowed(_) => Verdict::HeaderNotAllowed,
        }
    }
}

impl PolicyData {
    pub(crate) const fn name(&self) -> &str {
        text(&self.name)
    }

    /// Whether the responses to actual requests depend on `Origin`. A policy that is open to any origin gives
    /// every request the same response.
    #[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code))]
    pub(crate) const fn varies_by_origin(&self) -> bool {
        matches!(self.origins, Origins::List(_))
    }

    /// The same for preflights.
    #[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code))]
    pub(crate) const fn preflight_varies_by_origin(&self) -> bool {
        !matches!(self.origins, Origins::Any)
    }

    pub(crate) const fn allows_origin(&self, origin: &str) -> bool {
        !matches!(self.origins.find(origin.as_bytes()), Found::No)
    }

    /// The verdict on a preflight, as far as constants decide it. `headers` are the lines of
    /// `Access-Control-Request-Headers`.
    pub(crate) const fn check(&self, origin: &str, method: &str, headers: &[&str]) -> Verdict {
        self.evaluate(origin, method, headers).verdict()
    }

    /// One line of `expect`. A policy with mistakes meets every expectation: its own errors are enough.
    pub const fn expect(&self, allow: bool, origin: &str, method: &str, headers: &[&str]) -> Outcome {
        if self.has_errors {
            return Outcome::Holds;
        }
        match (allow, self.evaluate(origin, method, headers)) {
            (true, outcome) => outcome,
            (false, Outcome::Holds) => Outcome::Allowed,
            (false, Outcome::OriginKnownAtRunTime) => Outcome::OriginKnownAtRunTime,
            (false, _) => Outcome::Holds,
        }
    }

    /// Whether a route with `method` may have this policy.
    pub const fn allows_route(&self, method: &str) -> bool {
        self.has_errors || self.methods.allows(method.as_bytes())
    }

    /// Whether a route gives the policy run-time origins exactly where the policy has a place for them.
    pub const fn agrees_with_route(&self, run_time: bool) -> bool {
        self.has_errors || self.origins.run_time_entry().is_some() == run_time
    }

    /// [`Outcome::Holds`] if a preflight is granted. The run-time list comes last: a method that is not allowed is
    /// refused whatever the list says.
    const fn evaluate(&self, origin: &str, method: &str, headers: &[&str]) -> Outcome {
        let allowed = self.allows_origin(origin);
        if !allowed && !self.may_be_allowed_at_run_time(origin) {
            return Outcome::OriginNotAllowed;
        }
        match self.evaluate_method_and_headers(method, headers) {
            Outcome::Holds if !allowed => Outcome::OriginKnownAtRunTime,
            outcome => outcome,
        }
    }

    /// Whether a run-time list could name `origin`: never without `runtime`, never what is not an origin (`null`),
    /// never an insecure origin with credentials unless it is waived.
    const fn may_be_allowed_at_run_time(&self, origin: &str) -> bool {
        match (self.origins.run_time_entry(), Origin::parse(origin)) {
            (Some(runtime), Some(origin)) => runtime.admits(self.credentials, &origin),
            _ => false,
        }
    }

    /// The part of a preflight that no list of origins changes: the method, then the headers.
    pub(crate) const fn evaluate_method_and_headers(&self, method: &str, headers: &[&str]) -> Outcome {
        if !self.methods.allows(method.as_bytes()) {
            return Outcome::MethodNotAllowed;
        }
        let mut scan = Scan::new(&self.headers, self.credentials);
        let mut at = 0;
        while at < headers.len() {
            if scan.refused(headers[at].as_bytes()).is_some() {
                return Outcome::HeaderNotAllowed(at);
            }
            at += 1;
        }
        Outcome::Holds
    }
}
