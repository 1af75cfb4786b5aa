//! How the policy around a route learns what the route's own policy decided, whatever middleware between the two makes
//! of the response.
//!
//! A mark in the request tells *that* it decided, but goes with a request that an `Err` does not bring back, and
//! middleware may clear it; headers in the response tell *what*, but middleware may add to them. So the decision takes
//! the shortest way: both policies stand on one stack, since a future polls what is inside it.

use std::cell::Cell;

use super::headers::AllowOrigin;
use crate::policy::Facts;

/// What a route's own policy decided on an actual request.
#[derive(Debug, Clone)]
pub(super) struct Spoken {
    /// `None`: the route takes no part in CORS.
    pub(super) facts: Option<&'static Facts>,
    /// `None`: no grant.
    pub(super) origin: Option<AllowOrigin>,
}

thread_local! {
    /// What was said since the last listener began to listen.
    static SPOKEN: Cell<Option<Box<Spoken>>> = const { Cell::new(None) };
}

/// For whoever listens.
pub(super) fn speak(spoken: Spoken) {
    SPOKEN.set(Some(Box::new(spoken)));
}

/// Runs `inside` and puts what was said in there into `heard`. What happens inside may serve other requests, whose
/// policies listen for themselves.
pub(super) fn listen<R>(heard: &mut Option<Box<Spoken>>, inside: impl FnOnce() -> R) -> R {
    let before = SPOKEN.take();
    let result = inside();
    if let Some(spoken) = SPOKEN.replace(before) {
        *heard = Some(spoken);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Spoken = Spoken { facts: None, origin: None };

    #[test]
    fn each_listener_hears_what_was_said_inside() {
        let (mut outer, mut inner, mut deaf) = (None, None, None);
        speak(NOTHING); // nobody listens
        listen(&mut outer, || {
            listen(&mut inner, || speak(NOTHING));
            listen(&mut deaf, || ());
        });
        assert!(inner.is_some() && deaf.is_none() && outer.is_none());
        listen(&mut outer, || speak(NOTHING));
        listen(&mut outer, || ());
        assert!(outer.is_some(), "what was heard stays");
    }
}
