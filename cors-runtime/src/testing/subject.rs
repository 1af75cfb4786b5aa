//! The policies that can be audited.

use crate::data::PolicyData;
use crate::decision::{CorsRequest, Framework, Single, preflight};
use crate::origin::Origins;
use crate::source::Source;

/// What [`audit`](super::audit) takes: a [`Policy`](crate::Policy)
#[cfg_attr(feature = "live", doc = "or a [`LivePolicy`](crate::LivePolicy).")]
#[cfg_attr(not(feature = "live"), doc = "or a `LivePolicy` (feature `live`).")]
///
/// It is sealed: nothing else has origins that could be audited.
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

/// Requests that consist of text only.
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
    preflight(policy, &request, false).is_ok()
}

/// The origins of a policy, those given at run time included.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The origins and patterns.
    pub(super) origins: Vec<String>,
    /// The patterns that reach public suffixes.
    pub(super) reaching_suffixes: Vec<String>,
    pub(super) credentials: bool,
}

impl Named {
    pub(super) fn by(policy: &PolicyData) -> Self {
        let mut named = Self { credentials: policy.credentials, ..Self::default() };
        if let Origins::List(list) = &policy.origins {
            let at_run_time = policy.origins.given().iter().map(String::as_str);
            named.origins = list.written.iter().chain(at_run_time).map(str::to_owned).collect();
            named.reaching_suffixes = list.reaching_suffixes.iter().map(str::to_owned).collect();
        }
        named
    }
}
