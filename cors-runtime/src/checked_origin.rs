//! An origin that was checked.

use std::fmt;
use std::sync::Arc;

/// The origin of the page that sent a request, which an [`AllowedOrigin`](crate::AllowedOrigin) around the handler has
/// checked. It is an extractor of actix-web; with `tower`, it stands in the extensions of the request, where axum's
/// `Extension<CheckedOrigin>` finds it.
///
/// An `Origin` that was not checked is no more than what a client says. This one is on the list that the service trusts:
/// a tenant can be looked up by it. It still says which page it was, not which user.
///
/// # Errors
///
/// | where | answer |
/// |---|---|
/// | no `AllowedOrigin` stands around the handler | 500, and an event at error level: a mistake of the service |
/// | the request has no `Origin`, and [`or_no_origin`](crate::AllowedOrigin::or_no_origin) let it in | 403; take `Option<CheckedOrigin>` where such requests are welcome |
///
/// ```
/// use actix_web::{App, HttpResponse, web};
/// use cors_runtime::{AllowedOrigin, CheckedOrigin, cors};
///
/// cors! {
///     const APP = { origins: ["https://*.tenants.example"], credentials: true };
/// }
///
/// async fn tenant(origin: CheckedOrigin) -> HttpResponse {
///     HttpResponse::Ok().body(origin.as_str().to_owned())
/// }
///
/// let app = App::new().service(web::resource("/").wrap(AllowedOrigin::of(APP)).route(web::post().to(tenant)));
/// # let _ = app;
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CheckedOrigin(Arc<str>);

impl CheckedOrigin {
    /// The value of an `Origin` that a policy allows, which is ASCII.
    pub(crate) fn new(value: &[u8]) -> Option<Self> {
        Some(Self(std::str::from_utf8(value).ok()?.into()))
    }

    /// The origin as it stands in the header, such as `https://app.example.com`.
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

impl fmt::Debug for CheckedOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CheckedOrigin").field(&self.as_str()).finish()
    }
}
