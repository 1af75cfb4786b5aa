//! What a policy decides about a request: pure functions, without a framework, and without allocation (unless
//! `any` with credentials has to repeat what a request asks for).
//!
//! Fetch standard, "CORS protocol": <https://fetch.spec.whatwg.org/#http-cors-protocol>.

use crate::data::Data;
use crate::lookup::{Found, FoundMethod, RunTime, RunTimeEntry, Scan, is_method};
use crate::origin::Origin;
use crate::verdict::Verdict;

/// A header that must come in one line. `V` is the framework's header value.
#[derive(Debug)]
pub enum Single<'r, V> {
    /// There is none.
    Absent,
    /// There is one line.
    One(&'r V),
    /// There are several.
    Repeated,
}

impl<V> Clone for Single<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Single<'_, V> {}

impl<'r, V> Single<'r, V> {
    /// The only line among `lines`.
    pub fn from_lines(mut lines: impl Iterator<Item = &'r V>) -> Self {
        match lines.next() {
            None => Self::Absent,
            Some(line) if lines.next().is_none() => Self::One(line),
            Some(_) => Self::Repeated,
        }
    }

    /// The line, if there is exactly one.
    pub fn only_line(self) -> Option<&'r V> {
        match self {
            Self::One(line) => Some(line),
            Self::Absent | Self::Repeated => None,
        }
    }

    fn is_absent(self) -> bool {
        matches!(self, Self::Absent)
    }
}

/// What requests are made of.
pub trait Framework: 'static {
    /// A method.
    type Method: AsRef<str>;
    /// A header's value.
    type Value: AsRef<[u8]>;
    /// All headers of a request.
    type Headers;

    /// The lines of `Access-Control-Request-Headers`.
    fn requested_headers(headers: &Self::Headers) -> impl Iterator<Item = &[u8]>;
}

/// What the decision needs to see of a request.
#[allow(missing_debug_implementations, reason = "nobody prints one")]
pub struct CorsRequest<'r, F: Framework> {
    /// Its method.
    pub method: &'r F::Method,
    /// Its headers.
    pub headers: &'r F::Headers,
    /// `Origin`.
    pub origin: Single<'r, F::Value>,
    /// `Access-Control-Request-Method` of an `OPTIONS` request.
    pub requested_method: Single<'r, F::Value>,
}

impl<F: Framework> Clone for CorsRequest<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Framework> Copy for CorsRequest<'_, F> {}

impl<'r, F: Framework> CorsRequest<'r, F> {
    /// A CORS-preflight request (<https://fetch.spec.whatwg.org/#cors-preflight-request>). One with several lines of a
    /// header that must come in one is still a preflight: it is refused, and never passed on.
    pub fn is_preflight(&self) -> bool {
        !self.origin.is_absent() && !self.requested_method.is_absent()
    }

    /// The method that chooses among several policies: the requested one for a preflight. A malformed preflight is for
    /// none in particular, and is refused by whichever policy answers it.
    pub fn effective_method(&self) -> &'r [u8] {
        match self.preflight_for() {
            Some(method) => method.as_ref(),
            None => self.method.as_ref().as_bytes(),
        }
    }

    /// The method that a well-formed preflight asks for: one `Origin`, one requested method, which a policy can
    /// allow. Only such a preflight is for a certain route.
    pub fn preflight_for(&self) -> Option<&'r F::Value> {
        self.origin.only_line()?;
        self.requested_method.only_line().filter(|method| is_method((*method).as_ref()))
    }
}

/// Where the value of Access-Control-Allow-Origin comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum GrantedOrigin<'r, V> {
    /// `*`.
    Any,
    /// An exact origin of the policy, in this slot of its table. The request's `Origin` is the same text.
    Exact(usize, &'r V),
    /// The request's `Origin`, which matched a pattern or was allowed at run time.
    Repeated(&'r V),
}

/// Where the value of Access-Control-Allow-Methods comes from.
#[derive(Debug, PartialEq, Eq)]
pub enum GrantedMethod<'r, V> {
    /// The method of the policy at this index.
    Listed(usize),
    /// The method that was asked for, where any is allowed.
    Repeated(&'r V),
}

/// What an actual response carries.
#[derive(Debug, PartialEq, Eq)]
pub enum Actual<'r, V> {
    /// The policy's headers.
    Granted(GrantedOrigin<'r, V>),
    /// None, because there is no `Origin`, or the route takes no part in CORS.
    NotCors,
    /// None, for this reason.
    Refused(Verdict),
}

/// The answer to a granted preflight.
#[derive(Debug, PartialEq, Eq)]
pub struct Granted<'r, V> {
    /// Access-Control-Allow-Origin.
    pub origin: GrantedOrigin<'r, V>,
    /// Access-Control-Allow-Methods.
    pub method: GrantedMethod<'r, V>,
    /// The request's names, where the policy has no value of its own.
    pub headers: Option<String>,
}

/// Why a preflight is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal<'r> {
    /// Which check refused.
    pub verdict: Verdict,
    /// The first requested header that is not allowed, where that decided.
    pub header: Option<&'r [u8]>,
}

impl From<Verdict> for Refusal<'_> {
    fn from(verdict: Verdict) -> Self {
        Self { verdict, header: None }
    }
}

/// The answer to a preflight. Browsers check it in the order origin, method, headers
/// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7), and so does this.
///
/// # Errors
///
/// The first refusal in that order.
pub fn preflight<'r, F: Framework>(
    policy: &Data,
    request: &CorsRequest<'r, F>,
) -> Result<Granted<'r, F::Value>, Refusal<'r>> {
    if !policy.takes_part {
        return Err(Verdict::TakesNoPart.into());
    }
    // CORS check, steps 1 to 4 (<https://fetch.spec.whatwg.org/#concept-cors-check>).
    let origin = request
        .origin
        .only_line()
        .and_then(|origin| granted_origin(policy, origin))
        .ok_or(Verdict::OriginNotAllowed)?;
    // Browsers keep every method that the answer lists, or all for a `*`, and would never ask the policy of another
    // method of the same URL: so the answer names the one that was asked for (step 7, the method cache entry match).
    let requested_method = request.requested_method.only_line().ok_or(Verdict::MethodNotAllowed)?;
    let method = match policy.methods.find_method(requested_method.as_ref()) {
        FoundMethod::No => return Err(Verdict::MethodNotAllowed.into()),
        FoundMethod::Listed(at) => GrantedMethod::Listed(at),
        FoundMethod::Any => GrantedMethod::Repeated(requested_method),
    };
    let mut scan = Scan::new(&policy.headers, policy.credentials);
    for line in F::requested_headers(request.headers) {
        if let Some(name) = scan.refused(line) {
            return Err(Refusal { verdict: Verdict::HeaderNotAllowed, header: Some(name) });
        }
    }
    Ok(Granted { origin, method, headers: scan.value() })
}

/// What an actual response carries. The request is never rejected: only the headers are left out, because requests of
/// the service's own pages carry `Origin`, too (<https://fetch.spec.whatwg.org/#origin-header>).
#[allow(clippy::inline_always, reason = "counted: 70 instructions of each request")]
#[inline(always)]
pub fn actual<'r, F: Framework>(policy: &Data, request: &CorsRequest<'r, F>) -> Actual<'r, F::Value> {
    let origin = match request.origin {
        // For every origin, and without `Origin`: caches may keep one response for all
        // (<https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches>).
        _ if policy.origins.is_any() => GrantedOrigin::Any,
        _ if !policy.takes_part => return Actual::NotCors,
        Single::Absent => return Actual::NotCors,
        Single::Repeated => return Actual::Refused(Verdict::OriginNotAllowed),
        Single::One(origin) => match granted_origin(policy, origin) {
            Some(granted) => granted,
            None => return Actual::Refused(Verdict::OriginNotAllowed),
        },
    };
    if policy.methods.allows_method(request.method.as_ref().as_bytes()) {
        Actual::Granted(origin)
    } else if request.origin.is_absent() {
        Actual::NotCors
    } else {
        Actual::Refused(Verdict::MethodNotAllowed)
    }
}

/// How a request's only `Origin` line is granted, if it is.
#[allow(clippy::inline_always, reason = "counted, as `actual`")]
#[inline(always)]
pub fn granted_origin<'r, V: AsRef<[u8]>>(policy: &Data, origin: &'r V) -> Option<GrantedOrigin<'r, V>> {
    match policy.origins.find(origin.as_ref()) {
        Found::Any => Some(GrantedOrigin::Any),
        Found::Exact(slot) => Some(GrantedOrigin::Exact(slot, origin)),
        Found::Pattern => Some(GrantedOrigin::Repeated(origin)),
        Found::No => match policy.origins.run_time_entry() {
            Some(entry) if matched_at_run_time(policy, entry, origin.as_ref()) => {
                Some(GrantedOrigin::Repeated(origin))
            }
            _ => None,
        },
    }
}

/// Whether a function of the running service allows `origin`. (A list that it gives is among the other origins.)
fn matched_at_run_time(policy: &Data, entry: &RunTimeEntry, origin: &[u8]) -> bool {
    let RunTime::Predicate(predicate) = &entry.origins else { return false };
    let origin = std::str::from_utf8(origin).ok().and_then(Origin::parse);
    origin.filter(|origin| entry.admits(policy.credentials, origin)).is_some_and(|origin| predicate(&origin))
}
