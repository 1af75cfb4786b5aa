//! The extractor for an origin that was checked.

use std::fmt;
use std::future::{Ready, ready};
use std::rc::{Rc, Weak};

use actix_web::dev::Payload;
use actix_web::error::{ErrorForbidden, ErrorInternalServerError};
use actix_web::http::header::HeaderValue;
use actix_web::{Error, FromRequest, HttpMessage as _, HttpRequest};

use crate::event;

/// What an `AllowedOrigin` around this place let in: an origin, or a request without one. It counts no longer than that
/// `AllowedOrigin` is at it, although a request may be served again afterwards, elsewhere.
pub(super) struct Checked {
    origin: Option<HeaderValue>,
    inside: Weak<()>,
}

impl Checked {
    pub(super) fn new(origin: Option<&HeaderValue>, inside: &Rc<()>) -> Self {
        Self { origin: origin.cloned(), inside: Rc::downgrade(inside) }
    }
}

/// The origin of the page that sent a request, which an [`AllowedOrigin`](crate::AllowedOrigin) around the handler has
/// checked. It is an extractor.
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
pub struct CheckedOrigin(HeaderValue);

impl CheckedOrigin {
    /// The origin as it stands in the header, such as `https://app.example.com`.
    ///
    /// ```
    /// # use cors_runtime::{CheckedOrigin, Origin};
    /// fn is_from_a_tenant(origin: &CheckedOrigin) -> bool {
    ///     Origin::parse(origin.as_str()).is_some_and(|origin| origin.is_subdomain_of("tenants.example"))
    /// }
    /// ```
    pub fn as_str(&self) -> &str {
        // What a policy allows is ASCII.
        self.0.to_str().unwrap_or_default()
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

impl FromRequest for CheckedOrigin {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = req.extensions();
        let checked = extensions.get::<Checked>().filter(|checked| checked.inside.strong_count() > 0);
        ready(match checked.map(|checked| &checked.origin) {
            Some(Some(origin)) => Ok(Self(origin.clone())),
            Some(None) => Err(ErrorForbidden("this request has no origin")),
            None => {
                event::unchecked_origin(req.match_pattern().as_deref());
                Err(ErrorInternalServerError(
                    "nothing checks the origin of requests to this handler: wrap it in an `AllowedOrigin`",
                ))
            }
        })
    }
}
