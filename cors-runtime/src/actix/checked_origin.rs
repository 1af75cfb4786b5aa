//! The extractor for an origin that was checked.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::error::{ErrorForbidden, ErrorInternalServerError};
use actix_web::{Error, FromRequest, HttpMessage as _, HttpRequest};

use crate::checked_origin::CheckedOrigin;
use crate::event;

/// What an `AllowedOrigin` around this place let in: an origin, or a request without one.
pub(super) struct Checked(pub(super) Option<CheckedOrigin>);

impl FromRequest for CheckedOrigin {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let extensions = req.extensions();
        ready(match extensions.get::<Checked>() {
            Some(Checked(Some(origin))) => Ok(origin.clone()),
            Some(Checked(None)) => Err(ErrorForbidden("this request has no origin")),
            None => {
                event::unchecked_origin(req.match_pattern().as_deref());
                Err(ErrorInternalServerError(
                    "nothing checks the origin of requests to this handler: wrap it in an `AllowedOrigin`",
                ))
            }
        })
    }
}
