//! A request in the form that the decision needs.

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderValue};

use crate::decision::{CorsRequest, Framework, Single};

/// The types of requests in actix.
pub(super) struct Actix;

impl Framework for Actix {
    type Method = Method;
    type Value = HeaderValue;
    type Headers = HeaderMap;

    fn requested_headers(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
        headers.get_all(&header::ACCESS_CONTROL_REQUEST_HEADERS).map(HeaderValue::as_bytes)
    }
}

pub(super) type Request<'r> = CorsRequest<'r, Actix>;

/// Reads the headers that a decision depends on.
#[inline]
pub(super) fn read(head: &RequestHead) -> Request<'_> {
    let headers = head.headers();
    let origin = Single::of(headers.get_all(&header::ORIGIN));
    let requested_method = if head.method == Method::OPTIONS {
        Single::of(headers.get_all(&header::ACCESS_CONTROL_REQUEST_METHOD))
    } else {
        Single::Absent
    };
    Request { method: &head.method, headers, origin, requested_method }
}

/// The lines of a response's `Vary`.
pub(super) fn vary(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all(&header::VARY).map(HeaderValue::as_bytes)
}
