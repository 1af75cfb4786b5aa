//! A policy inside another one, which is a mistake in the service: a request meets one policy.
//!
//! It is seen by a mark in the request's extensions, with the identity of the policy that set it.

use std::borrow::Cow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use http::{Extensions, StatusCode};

use super::preflight::Answer;
use crate::event::{self, Nested};
use crate::source::{Identity, Source};

/// The mark: the policy that a request has met.
#[derive(Clone)]
struct Met {
    identity: Identity,
    name: Cow<'static, str>,
}

/// How a policy relates to the others that a request meets.
pub(super) enum Standing {
    /// No other policy is around it.
    Outermost,
    /// The same policy is around it, and writes the headers.
    Repeated,
    /// Another one is: this is the answer to every request.
    Nested(Answer),
}

/// The identity of the first policy of the process, and whether there are others: if all are one and the same, none can
/// be inside another one, and requests need no mark.
static FIRST: AtomicUsize = AtomicUsize::new(0);
static SEVERAL: AtomicBool = AtomicBool::new(false);

/// Records that a policy is layered.
pub(super) fn layered(identity: Identity) {
    let first = FIRST.compare_exchange(0, identity.address(), Ordering::Relaxed, Ordering::Relaxed);
    if first.is_err_and(|first| first != identity.address()) {
        SEVERAL.store(true, Ordering::Relaxed);
    }
}

impl Standing {
    /// For `policy` and a request with these extensions.
    #[inline]
    pub(super) fn of(policy: &impl Source, extensions: &mut Extensions) -> Self {
        if SEVERAL.load(Ordering::Relaxed) { Self::among_others(policy, extensions) } else { Self::Outermost }
    }

    fn among_others(policy: &impl Source, extensions: &mut Extensions) -> Self {
        let identity = policy.identity();
        match extensions.get::<Met>() {
            None => {
                extensions.insert(Met { identity, name: policy.name() });
                Self::Outermost
            }
            Some(outer) if outer.identity == identity => Self::Repeated,
            Some(outer) => Self::Nested(nested(&outer.name, &policy.name())),
        }
    }
}

const REMEDY: &str = "Add the inner one's routes after the outer one's `.layer`, which wraps what is there before it; \
                      for the methods of one path, layer `by_method`";

/// A service that works for some requests only would hide the mistake.
fn nested(outer: &str, inner: &str) -> Answer {
    let nested = Nested { outer, inner, remedy: REMEDY };
    event::nested(&nested);
    let answer = Answer::new(StatusCode::INTERNAL_SERVER_ERROR);
    #[cfg(debug_assertions)]
    let answer = answer.with_text(format!("CORS: {nested}\n"));
    answer
}
