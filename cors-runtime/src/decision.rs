//! What a policy says of a request: one pure function, without a framework and without allocation.
//!
//! Fetch standard, "CORS protocol": <https://fetch.spec.whatwg.org/#http-cors-protocol>.

use crate::methods::FoundMethod;
use crate::origin::Found;
use crate::policy::Facts;
use crate::verdict::Verdict;

/// A header that must come in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line<'a> {
    Absent,
    One(&'a [u8]),
    Several,
}

/// What the decision needs to see of a request.
#[derive(Debug, Clone)]
pub(crate) struct View<'a, H> {
    /// The request's method.
    pub(crate) method: &'a str,
    /// `Origin`.
    pub(crate) origin: Line<'a>,
    /// `Access-Control-Request-Method`.
    pub(crate) asked_method: Line<'a>,
    /// The lines of `Access-Control-Request-Headers`.
    pub(crate) asked_headers: H,
}

impl<H> View<'_, H> {
    /// A preflight: `OPTIONS`, with an origin and an asked method. Several `Origin` lines are an origin that is not
    /// allowed; several asked methods are a method that is not allowed.
    pub(crate) fn is_preflight(&self) -> bool {
        self.method == "OPTIONS" && self.origin != Line::Absent && self.asked_method != Line::Absent
    }
}

/// Origins that are known only at run time.
pub(crate) trait RunTimeOrigins {
    /// Whether the list names `origin`, or the predicate takes it.
    fn allow(&self, facts: &Facts, origin: &[u8]) -> bool;
}

/// None.
impl RunTimeOrigins for () {
    fn allow(&self, _: &Facts, _: &[u8]) -> bool {
        false
    }
}

/// Where the value of Access-Control-Allow-Origin comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GrantedOrigin {
    /// `*`.
    Any,
    /// The policy's own constant in this slot.
    Constant(usize),
    /// The request's `Origin`, which matched a pattern or a run-time list.
    Echo,
}

/// Where the value of Access-Control-Allow-Methods comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GrantedMethod {
    Any,
    Listed(usize),
}

/// What an actual request hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Actual {
    /// The response carries the policy's headers.
    Granted(GrantedOrigin),
    /// It carries none, because there is no `Origin`.
    NoOrigin,
    /// It carries none, for this reason.
    Refused(Verdict),
}

/// What a preflight hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Granted {
    pub(crate) origin: GrantedOrigin,
    pub(crate) method: GrantedMethod,
}

/// What a preflight hears.
pub(crate) fn preflight<'a, H>(
    facts: &Facts,
    run_time: &impl RunTimeOrigins,
    view: &View<'a, H>,
) -> Result<Granted, Verdict>
where
    H: Iterator<Item = &'a [u8]> + Clone,
{
    let Line::One(origin) = view.origin else { return Err(Verdict::OriginNotAllowed) };
    let origin = granted_origin(facts, run_time, origin).ok_or(Verdict::OriginNotAllowed)?;
    let Line::One(method) = view.asked_method else { return Err(Verdict::MethodNotAllowed) };
    let method = match facts.methods.find(method) {
        FoundMethod::No => return Err(Verdict::MethodNotAllowed),
        FoundMethod::Any => GrantedMethod::Any,
        FoundMethod::Listed(at) => GrantedMethod::Listed(at),
    };
    facts.headers.allow_all(view.asked_headers.clone()).map_err(|_| Verdict::HeaderNotAllowed)?;
    Ok(Granted { origin, method })
}

/// What an actual request hears. It is never rejected: its response just carries the headers, or does not.
pub(crate) fn actual<H>(facts: &Facts, run_time: &impl RunTimeOrigins, view: &View<'_, H>) -> Actual {
    let origin = match view.origin {
        _ if matches!(facts.origins, crate::origin::Origins::Any) => GrantedOrigin::Any,
        Line::Absent => return Actual::NoOrigin,
        Line::Several => return Actual::Refused(Verdict::OriginNotAllowed),
        Line::One(origin) => match granted_origin(facts, run_time, origin) {
            Some(granted) => granted,
            None => return Actual::Refused(Verdict::OriginNotAllowed),
        },
    };
    if facts.methods.allows(view.method.as_bytes()) {
        Actual::Granted(origin)
    } else {
        Actual::Refused(Verdict::MethodNotAllowed)
    }
}

/// How the text of a request's only `Origin` line is granted, if it is.
pub(crate) fn granted_origin(
    facts: &Facts,
    run_time: &impl RunTimeOrigins,
    origin: &[u8],
) -> Option<GrantedOrigin> {
    match facts.origins.find(origin) {
        Found::Any => Some(GrantedOrigin::Any),
        Found::Exact(slot) => Some(GrantedOrigin::Constant(slot)),
        Found::Pattern => Some(GrantedOrigin::Echo),
        Found::No => run_time.allow(facts, origin).then_some(GrantedOrigin::Echo),
    }
}
