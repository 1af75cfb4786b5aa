//! A request as the decision wants to see it.

use std::slice;

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};

use crate::decision::{CorsRequest, Framework, Single};

/// What requests are made of in actix.
pub(super) struct Actix;

impl Framework for Actix {
    type Method = Method;
    type Value = HeaderValue;
    type Lines<'r> = Lines<'r>;
}

pub(super) type Request<'r> = CorsRequest<'r, Actix>;

/// Reads the headers that a decision depends on.
#[inline]
pub(super) fn read(head: &RequestHead) -> Request<'_> {
    let headers = head.headers();
    let origin = Single::of(headers.get_all(&header::ORIGIN));
    let (requested_method, requested_headers) = if head.method == Method::OPTIONS {
        (
            Single::of(headers.get_all(&header::ACCESS_CONTROL_REQUEST_METHOD)),
            Lines(headers.get_all(&header::ACCESS_CONTROL_REQUEST_HEADERS)),
        )
    } else {
        (Single::Absent, Lines::default())
    };
    Request { method: &head.method, origin, requested_method, requested_headers }
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
