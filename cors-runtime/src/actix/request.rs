//! A request as the decision wants to see it.

use std::slice;

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};

use crate::decision::{CorsRequest, Single};

/// A request of actix.
pub(super) type Request<'r> = CorsRequest<'r, HeaderValue, Lines<'r>>;

/// Reads the headers that a decision depends on.
pub(super) fn read(head: &RequestHead) -> Request<'_> {
    let headers = head.headers();
    let origin = Single::of(headers.get_all(&header::ORIGIN));
    if head.method == Method::OPTIONS {
        return CorsRequest {
            method: "OPTIONS",
            origin,
            requested_method: Single::of(headers.get_all(&header::ACCESS_CONTROL_REQUEST_METHOD)),
            requested_headers: Lines(headers.get_all(&header::ACCESS_CONTROL_REQUEST_HEADERS)),
        };
    }
    CorsRequest {
        method: head.method.as_str(),
        origin,
        requested_method: Single::Absent,
        requested_headers: Lines::default(),
    }
}

/// The lines of one header.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines<'r>(slice::Iter<'r, HeaderValue>);

impl<'r> Iterator for Lines<'r> {
    type Item = &'r [u8];

    fn next(&mut self) -> Option<&'r [u8]> {
        self.0.next().map(HeaderValue::as_bytes)
    }
}
