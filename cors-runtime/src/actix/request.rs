//! The requests and responses of actix.

use actix_web::HttpResponse;
use actix_web::dev::RequestHead;
use actix_web::http::header::{self, HeaderMap, HeaderValue};
use actix_web::http::{Method, StatusCode};
use cors_policy::decision::{CorsRequest, Framework, Single};

use crate::answer::Responses;

/// actix.
pub(super) struct Actix;

impl Framework for Actix {
    type Method = Method;
    type Value = HeaderValue;
    type Headers = HeaderMap;

    fn requested_headers(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
        headers.get_all(&header::ACCESS_CONTROL_REQUEST_HEADERS).map(HeaderValue::as_bytes)
    }
}

impl Responses for Actix {
    type Response = HttpResponse<()>;

    fn response(status: u16) -> HttpResponse<()> {
        HttpResponse::with_body(StatusCode::from_u16(status).unwrap_or(StatusCode::NO_CONTENT), ())
    }

    fn headers(response: &mut HttpResponse<()>) -> &mut HeaderMap {
        response.headers_mut()
    }
}

pub(super) type Request<'r> = CorsRequest<'r, Actix>;

/// Reads the headers that a decision depends on.
#[inline]
pub(super) fn read(head: &RequestHead) -> Request<'_> {
    let headers = head.headers();
    let origin = Single::from_lines(headers.get_all(&header::ORIGIN));
    let requested_method = if head.method == Method::OPTIONS {
        Single::from_lines(headers.get_all(&header::ACCESS_CONTROL_REQUEST_METHOD))
    } else {
        Single::Absent
    };
    Request { method: &head.method, headers, origin, requested_method }
}

/// The lines of a response's `Vary`.
pub(super) fn vary(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all(&header::VARY).map(HeaderValue::as_bytes)
}
