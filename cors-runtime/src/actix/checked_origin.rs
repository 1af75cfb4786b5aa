//! The extractor for an origin that was checked.

use std::fmt;
use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::error::{ErrorForbidden, ErrorInternalServerError};
use actix_web::http::header::HeaderValue;
use actix_web::{Error, FromRequest, HttpRequest};

use super::view::Seen;
use super::{checked, event};
use crate::decision::Line;

/// The origin of the page that sent a request, once a policy around the handler, or an
/// [`AllowedOrigin`](crate::AllowedOrigin), has checked and allowed it. It is an extractor.
///
/// An `Origin` that was not checked is no more than what a client says. This one is on the list that the service trusts:
/// a tenant can be looked up by it. It still says which page it was, not which user. The innermost policy or
/// `AllowedOrigin` around the handler decides; a policy with `origins: any` checks no origin, and counts as none.
///
/// See Fetch, [`Origin` header](https://fetch.spec.whatwg.org/#origin-header). Browsers leave it out of same-origin `GET`
/// and `HEAD` requests and of links that a user follows: take `Option<CheckedOrigin>` where such requests are welcome.
///
/// Take it as a parameter of a handler, or in middleware inside the policy: a task of its own that extracts it finds
/// none, and gets an error.
///
/// # Errors
///
/// Extraction answers with 403 where the request has no `Origin`, or one that is not allowed. It answers with 500, and an
/// event at error level, where neither a policy with a list nor an `AllowedOrigin` stands around the handler: that is a
/// mistake in the application, whatever the request says.
///
/// ```
/// use actix_web::{App, HttpResponse, web};
/// use cors_runtime::{CheckedOrigin, cors};
///
/// cors! {
///     const APP = { origins: ["https://*.tenants.example"], credentials: true };
/// }
///
/// async fn tenant(origin: CheckedOrigin) -> HttpResponse {
///     HttpResponse::Ok().body(origin.as_str().to_owned())
/// }
///
/// let app = App::new().route("/", web::get().to(tenant)).wrap(APP);
/// # let _ = app;
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CheckedOrigin(HeaderValue);

impl CheckedOrigin {
    /// The origin as it stands in the header, such as `https://app.example.com`.
    ///
    /// See the
    /// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin).
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
        let seen = Seen::of(req.head(), false);
        let checked = checked::innermost(req.head());
        ready(match (checked, seen.view.origin, seen.origin) {
            (Some(true), Line::One(_), Some(origin)) => Ok(Self(origin.clone())),
            (None, Line::One(_) | Line::Several, _) => {
                event::unchecked(req.match_pattern().as_deref());
                Err(ErrorInternalServerError(
                    "nothing checks the origin of requests to this handler: \
                     wrap it in a policy with a list of origins, or in an `AllowedOrigin`",
                ))
            }
            _ => Err(ErrorForbidden("the origin of this request is not allowed")),
        })
    }
}
