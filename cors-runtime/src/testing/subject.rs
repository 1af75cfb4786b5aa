//! What can be audited.

use crate::data::PolicyData;
use crate::decision::{CorsRequest, Framework, Single, preflight};
#[cfg(feature = "live")]
use crate::origin::RunTime;
use crate::origin::{OriginList, Origins};
use crate::source::Source;

/// What [`audit`](super::audit) takes: a [`Policy`](crate::Policy)
#[cfg_attr(feature = "live", doc = "or a [`LivePolicy`](crate::LivePolicy).")]
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
pub trait Subject: Source {}

impl<P: Source> Subject for P {}

/// Requests that are nothing but text.
struct Plain;

impl Framework for Plain {
    type Method = String;
    type Value = String;
    type Headers = ();

    fn requested_headers((): &()) -> impl Iterator<Item = &[u8]> {
        std::iter::empty()
    }
}

/// What the middleware would decide for a method that the policy allows.
pub(super) fn grants(policy: &PolicyData, lines: &[String]) -> bool {
    let requested =
        if policy.methods.listed.len() > 0 { policy.methods.listed.get(0) } else { "GET" }.to_owned();
    let request = CorsRequest::<Plain> {
        method: &"OPTIONS".to_owned(),
        headers: &(),
        origin: Single::of(lines.iter()),
        requested_method: Single::One(&requested),
    };
    preflight(policy, &request).is_ok()
}

/// The origins and patterns that are named, those at run time included.
pub(super) fn named(policy: &PolicyData) -> Vec<String> {
    let Origins::List(list) = &policy.origins else { return Vec::new() };
    let written = |list: &OriginList| list.written.iter().map(str::to_owned).collect::<Vec<_>>();
    let at_run_time = match list.runtime.as_ref().map(|entry| &entry.origins) {
        #[cfg(feature = "live")]
        Some(RunTime::List(list)) => written(list),
        _ => Vec::new(),
    };
    [written(list), at_run_time].concat()
}
