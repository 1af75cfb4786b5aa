//! A policy in force, and the questions that can be asked of it, in a `const` too.

use std::borrow::Cow;

use crate::allowed::Allowed;
use crate::field::{FieldName, FieldValue};
use crate::lookup::{Found, NameSet, OriginList, OriginSet, Scan, Texts, text};
use crate::origin::Origin;

/// What a policy holds in one build: the very value that requests and the compiler's queries read. The macro writes it
/// down as a constant; a configuration and a list that is given at run time become one while the service runs.
#[derive(Debug, Clone)]
pub struct Data {
    /// The constant's name, or where the expression is.
    pub name: Cow<'static, str>,
    /// `origins`.
    pub origins: OriginSet,
    /// `methods`.
    pub methods: NameSet,
    /// `headers`.
    pub headers: NameSet,
    /// `expose`.
    pub expose: NameSet,
    /// `credentials`.
    pub credentials: bool,
    /// `max_age`, in seconds.
    pub max_age: Option<u32>,
    /// `preflight_status`.
    pub preflight_status: u16,
    /// `false` for a route that takes no part in CORS, `#[cross_origin(none)]`.
    pub takes_part: bool,
    /// The compiler reports mistakes in the policy. The macros' own later checks pass, so that one mistake is one
    /// error.
    pub has_errors: bool,
}

/// What came of one line of `expect`.
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

/// The values of the response headers that no request changes, but for the origins; `L` is a list of texts, or of header
/// values.
#[derive(Debug, Clone)]
pub struct HeaderValues<L> {
    /// Access-Control-Allow-Methods, for each listed method.
    pub methods: L,
    /// Access-Control-Allow-Headers, at most one.
    pub headers: L,
    /// Access-Control-Expose-Headers, at most one.
    pub expose: L,
    /// Access-Control-Max-Age, at most one.
    pub max_age: L,
}

impl<L> HeaderValues<L> {
    /// The same, with what `make` makes of each list.
    pub fn map<M>(self, make: impl Fn(L) -> M) -> HeaderValues<M> {
        HeaderValues {
            methods: make(self.methods),
            headers: make(self.headers),
            expose: make(self.expose),
            max_age: make(self.max_age),
        }
    }
}

impl Data {
    /// That of a route which takes no part in CORS.
    pub const EXCLUDED: Self = Self {
        name: Cow::Borrowed("none"),
        origins: Allowed::None,
        methods: NameSet::EMPTY,
        headers: NameSet::EMPTY,
        expose: NameSet::EMPTY,
        credentials: false,
        max_age: None,
        preflight_status: 204,
        takes_part: false,
        has_errors: false,
    };

    /// What it says in one field.
    pub const fn value(&self, field: FieldName) -> FieldValue<'_, OriginList, Texts> {
        match field {
            FieldName::Origins => FieldValue::Origins(&self.origins),
            FieldName::Methods => FieldValue::Names(&self.methods),
            FieldName::Headers => FieldValue::Names(&self.headers),
            FieldName::Expose => FieldValue::Names(&self.expose),
            FieldName::Credentials => FieldValue::Flag(self.credentials),
            FieldName::MaxAge => FieldValue::Age(self.max_age),
            FieldName::PreflightStatus => FieldValue::Number(self.preflight_status),
        }
    }

    /// Whether every field says the same, whatever the names of the policies.
    pub fn says_the_same_as(&self, other: &Self) -> bool {
        FieldName::ALL.into_iter().all(|field| self.value(field) == other.value(field))
    }

    /// Its name, as text.
    #[inline]
    pub const fn name(&self) -> &str {
        text(&self.name)
    }

    /// Whether the responses to actual requests depend on `Origin`. A policy that is open to any origin gives
    /// every request the same response.
    #[inline]
    pub const fn varies_by_origin(&self) -> bool {
        !self.origins.is_any() && self.takes_part
    }

    /// The same for preflights.
    #[inline]
    pub const fn preflight_varies_by_origin(&self) -> bool {
        !self.origins.is_any()
    }

    /// Whether `origin` is one of the origins that are known.
    pub const fn allows_origin(&self, origin: &str) -> bool {
        !matches!(self.origins.find(origin.as_bytes()), Found::No)
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
        self.has_errors || self.methods.allows_method(method.as_bytes())
    }

    /// Whether a route gives the policy run-time origins exactly where the policy has a place for them.
    pub const fn agrees_with_route(&self, run_time: bool) -> bool {
        self.has_errors || self.origins.run_time_entry().is_some() == run_time
    }

    /// [`Outcome::Holds`] if a preflight is granted. The run-time list comes last: a method that is not allowed is
    /// refused whatever the list says.
    pub const fn evaluate(&self, origin: &str, method: &str, headers: &[&str]) -> Outcome {
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
    pub const fn evaluate_method_and_headers(&self, method: &str, headers: &[&str]) -> Outcome {
        if !self.methods.allows_method(method.as_bytes()) {
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

    /// The texts of its constant header values.
    pub fn header_values(&self) -> HeaderValues<Vec<String>> {
        let owned = |texts: &Texts| texts.iter().map(str::to_owned).collect();
        HeaderValues {
            methods: self.methods.list().map(owned).unwrap_or_default(),
            // Browsers leave `authorization` out of `*`, but `any` includes it.
            headers: self.header_value(&self.headers, "*, authorization").into_iter().collect(),
            expose: self.header_value(&self.expose, "*").into_iter().collect(),
            max_age: self.max_age.iter().map(u32::to_string).collect(),
        }
    }

    /// All names as one value. With credentials browsers read `*` as the name of a header, so the response to a policy
    /// that allows `any` has to name what the request asks for, or what the response has
    /// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7).
    fn header_value(&self, names: &NameSet, any: &str) -> Option<String> {
        match names {
            Allowed::Any => (!self.credentials).then(|| any.to_owned()),
            Allowed::List(listed) if !listed.is_empty() => Some(names.to_string()),
            Allowed::List(_) | Allowed::None => None,
        }
    }
}
