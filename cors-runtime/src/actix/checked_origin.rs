//! The extractor for an origin that was checked.

use std::future::{Ready, ready};
use std::rc::{Rc, Weak};

use actix_web::dev::Payload;
use actix_web::error::{ErrorForbidden, ErrorInternalServerError};
use actix_web::{Error, FromRequest, HttpMessage as _, HttpRequest};

use crate::checked_origin::CheckedOrigin;
use crate::event;

/// What the `AllowedOrigin` around the handler has allowed: an origin, or a request without one. It is valid only while
/// that `AllowedOrigin` waits for its response, because a request may be served again afterwards, elsewhere.
pub(super) struct OriginMark {
    origin: Option<CheckedOrigin>,
    inside: Weak<()>,
}

impl OriginMark {
    pub(super) fn new(origin: Option<CheckedOrigin>, inside: &Rc<()>) -> Self {
        Self { origin, inside: Rc::downgrade(inside) }
    }
}

impl FromRequest for CheckedOrigin {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = req.extensions();
        let checked = extensions.get::<OriginMark>().filter(|checked| checked.inside.strong_count() > 0);
        ready(match checked.map(|checked| &checked.origin) {
            Some(Some(origin)) => Ok(origin.clone()),
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
