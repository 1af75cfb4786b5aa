//! A policy inside another one, which is a mistake in the service: a request meets one policy.
//!
//! It is seen by a mark in the request's extensions, which travels with the request, into tasks as well, together with
//! the worker's list of the requests that are inside a policy now, which says which policy that is. A request leaves
//! the list whenever it leaves the policy (with a response, an `Err`, a dropped future or a panic), so that a request
//! that is served again meets no stale mark. The mark is empty, so it costs no allocation; without it, an entry of the
//! list might belong to an earlier request at the same address.

use std::rc::Rc;

use actix_web::dev::ServiceRequest;
use actix_web::{HttpMessage as _, HttpResponse};

use super::worker::{self, Entered, Met};
use crate::event::{self, Nested};
use crate::source::Source;

/// The mark.
struct Inside;

/// A policy, as it meets requests.
pub(super) struct Standpoint(Rc<Met>);

/// How a policy relates to the others that a request meets.
pub(super) enum Standing {
    /// No other policy is around it.
    Outermost(Option<Entered>),
    /// The same policy is around it, and writes the headers.
    Repeated,
    /// Another one is.
    Nested(Outer),
}

/// The policy around another one.
pub(super) struct Outer(Rc<Met>);

impl Standpoint {
    /// `policy` is built on this worker.
    pub(super) fn new(policy: &impl Source) -> Self {
        let identity = policy.identity();
        worker::built(identity);
        Self(Rc::new(Met { identity, name: policy.name() }))
    }

    /// For this policy and `req`.
    #[inline]
    pub(super) fn meet(&self, req: &ServiceRequest) -> Standing {
        if worker::has_several_policies() { self.meet_among_others(req) } else { Standing::Outermost(None) }
    }

    fn meet_among_others(&self, req: &ServiceRequest) -> Standing {
        let mut extensions = req.extensions_mut();
        let address = std::ptr::from_ref(&*extensions).addr();
        let marked = extensions.insert(Inside).is_some();
        match marked.then(|| worker::met(address)).flatten() {
            None => Standing::Outermost(Some(worker::enter(address, &self.0))),
            Some(outer) if outer.identity == self.0.identity => Standing::Repeated,
            Some(outer) => Standing::Nested(Outer(outer)),
        }
    }
}

const REMEDY: &str = "Put the inner one's routes beside what the outer one wraps, and register them before it: \
                      `App::new().service(exception).service(web::scope(\"\").service(the_others).wrap(OUTER))`";

impl Outer {
    /// The answer to every request that meets `inner` inside this policy, whatever it asks for.
    pub(super) fn response(&self, inner: &Standpoint) -> HttpResponse {
        let nested = Nested { outer: &self.0.name, inner: &inner.0.name, remedy: REMEDY };
        event::nested(&nested);
        let response = HttpResponse::InternalServerError().finish();
        #[cfg(debug_assertions)]
        let response = super::preflight::with_text(response, format!("CORS: {nested}\n"));
        response
    }
}
