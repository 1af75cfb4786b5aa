//! The answer to a preflight.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
#[cfg(debug_assertions)]
use actix_web::{
    body::BoxBody,
    http::header::{self, HeaderValue},
};

use super::request::Request;
use crate::data::PolicyData;
use crate::decision::{self, Refusal};
use crate::{event, response};

/// The answer of `policy`.
pub(super) fn answer(policy: &PolicyData, request: &Request<'_>) -> HttpResponse {
    match decision::preflight(policy, request) {
        Ok(granted) => {
            let status = StatusCode::from_u16(policy.preflight_status).unwrap_or(StatusCode::NO_CONTENT);
            let mut response = HttpResponse::new(status);
            response::granted(response.headers_mut(), policy, &granted);
            response
        }
        Err(refusal) => refused(policy, request, refusal),
    }
}

/// A refusal: 403, without any CORS header.
pub(super) fn refused(policy: &PolicyData, request: &Request<'_>, refusal: Refusal<'_>) -> HttpResponse {
    event::preflight_refused(policy, request, refusal);
    let mut response = HttpResponse::new(StatusCode::FORBIDDEN);
    response::preflight_vary(response.headers_mut(), policy.preflight_varies_by_origin());
    #[cfg(debug_assertions)]
    {
        response = with_text(response, crate::reason::reason(policy, request, refusal));
    }
    response
}

/// Adds a text for the developers of the service.
#[cfg(debug_assertions)]
pub(super) fn with_text(mut response: HttpResponse, text: String) -> HttpResponse {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response.set_body(BoxBody::new(text))
}
