//! A policy inside another one, which is a mistake of the service: a request meets one policy.
//!
//! It is seen by a mark in the request's extensions, which travels with the request, into tasks as well. The mark ends
//! when the policy that set it is done, on every way out, so that a request which is served twice meets no stale one.

use std::borrow::Cow;
use std::rc::{Rc, Weak};

use actix_web::dev::ServiceRequest;
use actix_web::{HttpMessage as _, HttpResponse};

use super::worker;
use crate::event;
use crate::source::{Identity, Source};

/// The mark: the policy that a request has met.
struct Met(Weak<Outer>);

struct Outer {
    identity: Identity,
    name: Cow<'static, str>,
}

/// Keeps a request's mark; without it, the mark means nothing.
#[derive(Clone)]
pub(super) struct Mark(#[allow(dead_code, reason = "it is held, not read")] Rc<Outer>);

/// Where a policy stands in the way of a request.
pub(super) enum Standing {
    /// No other policy is around it; the mark says so to those inside, where there may be some.
    Outermost(Option<Mark>),
    /// The same policy is around it, and writes the headers.
    Repeated,
    /// Another one is: this is the answer to every request.
    Nested(HttpResponse),
}

impl Standing {
    /// Where `policy` stands in the way of `req`.
    pub(super) fn of(policy: &impl Source, req: &ServiceRequest) -> Self {
        if !worker::has_several_policies() {
            return Self::Outermost(None);
        }
        let identity = policy.identity();
        let met = req.extensions().get::<Met>().and_then(|met| met.0.upgrade());
        match met {
            None => {
                let mark = Rc::new(Outer { identity, name: policy.name() });
                req.extensions_mut().insert(Met(Rc::downgrade(&mark)));
                Self::Outermost(Some(Mark(mark)))
            }
            Some(outer) if outer.identity == identity => Self::Repeated,
            Some(outer) => Self::Nested(nested(&outer.name, &policy.name())),
        }
    }
}

/// Whoever asks: half a service would be worse than none.
fn nested(outer: &str, inner: &str) -> HttpResponse {
    event::nested(outer, inner);
    let response = HttpResponse::InternalServerError().finish();
    #[cfg(debug_assertions)]
    let response =
        super::preflight::with_text(response, format!("CORS: {}\n", event::Nested { outer, inner }));
    response
}
