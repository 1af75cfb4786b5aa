//! How policies around each other agree which of them speaks: marks in the request's extensions.
//!
//! A mark in the request outlives whatever replaces the response. An `Err` comes back without its request, so what
//! an error is to tell stands in the extensions of its response as well, put there by a response mapper.

use std::cell::Cell;
use std::rc::Rc;

use actix_web::HttpMessage;
use actix_web::dev::{Extensions, ServiceRequest};

use super::preflight::Answer;

/// A wrapped policy stands around this place, and governs.
struct Governed;

/// A wrapped policy of this name stands inside the policy that governs.
struct StackedInside(&'static str);

/// A route's own policy has decided on this actual request.
struct Decided;

/// A route's own policy answers this preflight, if there is an answer. The policy around it holds the other end,
/// because an `Err` does not give the request back.
struct Asked(Rc<Cell<Option<Answer>>>);

/// [`method_or_preflight`](super::guard::method_or_preflight) let this preflight in.
struct LetIn;

/// What was built on this worker so far, so that a service with one policy need not mark its requests.
#[derive(Clone, Copy)]
pub(super) struct Built {
    pub(super) wraps: u32,
    pub(super) routes: u32,
}

thread_local! {
    static BUILT: Cell<Built> = const { Cell::new(Built { wraps: 0, routes: 0 }) };
}

impl Built {
    pub(super) fn so_far() -> Self {
        BUILT.get()
    }

    /// Whether whoever asks is the only policy.
    pub(super) fn alone(self) -> bool {
        self.wraps.saturating_add(self.routes) < 2
    }

    pub(super) fn one_wrap_more() {
        let built = BUILT.get();
        BUILT.set(Self { wraps: built.wraps.saturating_add(1), ..built });
    }

    pub(super) fn one_route_more() {
        let built = BUILT.get();
        BUILT.set(Self { routes: built.routes.saturating_add(1), ..built });
    }
}

pub(super) fn is_decided(extensions: &Extensions) -> bool {
    extensions.contains::<Decided>()
}

pub(super) fn stacked_inside(extensions: &Extensions) -> Option<&'static str> {
    extensions.get::<StackedInside>().map(|mark| mark.0)
}

pub(super) fn is_governed(req: &ServiceRequest) -> bool {
    req.extensions().contains::<Governed>()
}

pub(super) fn govern(req: &ServiceRequest) {
    req.extensions_mut().insert(Governed);
}

pub(super) fn stack_inside(extensions: &mut Extensions, name: &'static str) {
    extensions.insert(StackedInside(name));
}

pub(super) fn decide(extensions: &mut Extensions) {
    extensions.insert(Decided);
}

/// Asks what a route's own policy answers to this preflight.
pub(super) fn ask(req: &ServiceRequest) -> Rc<Cell<Option<Answer>>> {
    let answered = Rc::new(Cell::new(None));
    req.extensions_mut().insert(Asked(Rc::clone(&answered)));
    answered
}

/// Where that policy is to tell it.
pub(super) fn asked(req: &ServiceRequest) -> Option<Rc<Cell<Option<Answer>>>> {
    req.extensions().get::<Asked>().map(|asked| Rc::clone(&asked.0))
}

pub(super) fn let_in(extensions: &mut Extensions) {
    extensions.insert(LetIn);
}

pub(super) fn is_let_in(req: &ServiceRequest) -> bool {
    req.extensions().contains::<LetIn>()
}
