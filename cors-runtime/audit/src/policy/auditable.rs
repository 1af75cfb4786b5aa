//! The policies that can be audited.

use cors_runtime::inspect::Source;

/// The policies that [`audit`](crate::audit) takes: a [`Policy`](cors_runtime::Policy), or a `LivePolicy` of the feature `live`.
///
/// It is sealed: nothing else has origins that could be audited.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be audited",
    label = "neither a `Policy` nor a `LivePolicy`",
    note = "a `PolicyTemplate` can be once it has its list: `audit(TENANTS.with_origins(list)?, …)`"
)]
pub trait Auditable: Source {}

impl<P: Source> Auditable for P {}

/// The origins of a policy, those given at run time included.
#[derive(Debug, Default)]
pub(super) struct DeclaredOrigins<'a> {
    /// The origins and patterns.
    pub(super) origins: Vec<&'a str>,
    /// The patterns that reach public suffixes.
    pub(super) reaching_suffixes: Vec<&'a str>,
    pub(super) credentials: bool,
}
