//! The answer to a preflight, and other answers of a policy's own.

#[cfg(debug_assertions)]
use http::header::{self, HeaderValue};
use http::{HeaderMap, Response, StatusCode};

use super::body::CorsBody;
use super::request::Http;
use crate::data::PolicyData;
use crate::decision::{self, CorsRequest, Refusal};
use crate::{event, response};

/// A response without the service.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) text: String,
}

impl Answer {
    pub(super) fn new(status: StatusCode) -> Self {
        // As many headers as a granted preflight has.
        Self { status, headers: HeaderMap::with_capacity(6), text: String::new() }
    }

    /// Adds a text for the developers of the service.
    #[cfg(debug_assertions)]
    pub(super) fn with_text(mut self, text: String) -> Self {
        self.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
        self.headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        Self { text, ..self }
    }

    pub(super) fn into_response<B>(self) -> Response<CorsBody<B>> {
        let mut response = Response::new(CorsBody::text(self.text));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }

    /// The answer of `policy` to a preflight.
    pub(super) fn to_preflight(policy: &PolicyData, request: &CorsRequest<'_, Http>) -> Self {
        match decision::preflight(policy, request) {
            Ok(granted) => {
                let status = StatusCode::from_u16(policy.preflight_status).unwrap_or(StatusCode::NO_CONTENT);
                let mut answer = Self::new(status);
                response::granted(&mut answer.headers, policy, &granted);
                answer
            }
            Err(refusal) => Self::refused(policy, request, refusal),
        }
    }

    /// A refusal: 403, without any CORS header.
    fn refused(policy: &PolicyData, request: &CorsRequest<'_, Http>, refusal: Refusal<'_>) -> Self {
        event::preflight_refused(policy, request, refusal);
        let mut answer = Self::new(StatusCode::FORBIDDEN);
        response::preflight_vary(&mut answer.headers, policy.preflight_varies_by_origin());
        #[cfg(debug_assertions)]
        {
            answer = answer.with_text(crate::reason::reason(policy, request, refusal));
        }
        answer
    }
}
