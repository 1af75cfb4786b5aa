//! A request in the form that the decision needs.

use http::header::{self, HeaderValue};
use http::{HeaderMap, Method, Request};

use crate::decision::{CorsRequest, Framework, Single};

/// The types of requests in `http` 1.
pub(super) struct Http;

impl Framework for Http {
    type Method = Method;
    type Value = HeaderValue;
    type Headers = HeaderMap;

    fn requested_headers(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
        headers.get_all(header::ACCESS_CONTROL_REQUEST_HEADERS).iter().map(HeaderValue::as_bytes)
    }
}

/// Reads the headers that a decision depends on.
#[inline]
pub(super) fn read<B>(request: &Request<B>) -> CorsRequest<'_, Http> {
    let headers = request.headers();
    let origin = Single::of(headers.get_all(header::ORIGIN).iter());
    let requested_method = if *request.method() == Method::OPTIONS {
        Single::of(headers.get_all(header::ACCESS_CONTROL_REQUEST_METHOD).iter())
    } else {
        Single::Absent
    };
    CorsRequest { method: request.method(), headers, origin, requested_method }
}

/// The lines of a response's `Vary`.
pub(super) fn vary(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all(header::VARY).iter().map(HeaderValue::as_bytes)
}
