//! An origin that was checked.

use std::fmt;
use std::sync::Arc;

/// The origin of the page that sent a request, after an [`AllowedOrigin`](crate::AllowedOrigin) around the handler has
/// checked it. In actix-web it is an extractor; with `tower` it is in the request's extensions, where axum's
/// `Extension<CheckedOrigin>` finds it.
///
/// An unchecked `Origin` is whatever the client wrote. This one is on a list that the service trusts, so that a tenant
/// can be looked up by it. It identifies the page, not the user. A handler that takes one is in the example of
/// [`AllowedOrigin`](crate::AllowedOrigin).
///
/// # Errors
///
/// | where | answer |
/// |---|---|
/// | there is no `AllowedOrigin` around the handler | 500, and an event at error level: a mistake in the service |
/// | the request has no `Origin`, and [`or_no_origin`](crate::AllowedOrigin::or_no_origin) allowed it | 403; take `Option<CheckedOrigin>` where such requests are welcome |
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CheckedOrigin(Arc<str>);

impl CheckedOrigin {
    /// From the value of an `Origin` that a policy allows, which is ASCII.
    pub(crate) fn new(value: &[u8]) -> Option<Self> {
        Some(Self(std::str::from_utf8(value).ok()?.into()))
    }

    /// The origin as in the header, such as `https://app.example.com`.
    ///
    /// ```
    /// # use cors_runtime::{CheckedOrigin, Origin};
    /// fn is_from_a_tenant(origin: &CheckedOrigin) -> bool {
    ///     Origin::parse(origin.as_str()).is_some_and(|origin| origin.is_subdomain_of("tenants.example"))
    /// }
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CheckedOrigin {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for CheckedOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
