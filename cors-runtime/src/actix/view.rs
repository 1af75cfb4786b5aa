//! A request as the decision wants to see it.

use std::slice;

use actix_web::dev::RequestHead;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};

use crate::decision::{Line, View};

/// A view of a request, and the `Origin` line for whoever echoes or prints it.
pub(super) struct Seen<'a> {
    pub(super) view: View<'a, Lines<'a>>,
    pub(super) origin: Option<&'a HeaderValue>,
    pub(super) head: &'a RequestHead,
}

impl<'a> Seen<'a> {
    /// `past`: the request is a preflight that [`preflights_past`](super::preflights_past) let pass, whatever its
    /// method says.
    pub(super) fn of(head: &'a RequestHead, past: bool) -> Self {
        let headers = head.headers();
        let (origin, line) = one(headers, &header::ORIGIN);
        let view = if past || head.method == Method::OPTIONS {
            View {
                method: "OPTIONS",
                origin: line,
                asked_method: one(headers, &header::ACCESS_CONTROL_REQUEST_METHOD).1,
                asked_headers: Lines(headers.get_all(&header::ACCESS_CONTROL_REQUEST_HEADERS)),
            }
        } else {
            View {
                method: head.method.as_str(),
                origin: line,
                asked_method: Line::Absent,
                asked_headers: Lines([].iter()),
            }
        };
        Self { view, origin, head }
    }

    /// The method that a preflight asks for, where it asks for one.
    pub(super) fn asked_method(&self) -> Option<&'a [u8]> {
        match self.view.asked_method {
            Line::One(method) => Some(method),
            Line::Absent | Line::Several => None,
        }
    }
}

fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> (Option<&'a HeaderValue>, Line<'a>) {
    let mut lines = headers.get_all(name);
    match (lines.next(), lines.next()) {
        (None, _) => (None, Line::Absent),
        (Some(line), None) => (Some(line), Line::One(line.as_bytes())),
        (Some(line), Some(_)) => (Some(line), Line::Several),
    }
}

/// The lines of one header.
#[derive(Debug, Clone)]
pub(super) struct Lines<'a>(slice::Iter<'a, HeaderValue>);

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        self.0.next().map(HeaderValue::as_bytes)
    }
}
