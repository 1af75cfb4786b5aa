//! What a worker knows from building its services. Requests only read it.

use std::cell::Cell;
#[cfg(feature = "live")]
use std::cell::RefCell;

#[cfg(feature = "live")]
use crate::live::LivePolicy;
use crate::source::{Identity, Source};

struct Worker {
    policies: Cell<Policies>,
    /// The live policy of the route that is being registered.
    #[cfg(feature = "live")]
    registered: RefCell<Option<LivePolicy>>,
}

/// The policies that were built so far.
#[derive(Clone, Copy)]
enum Policies {
    None,
    One(Identity),
    Several,
}

thread_local! {
    static WORKER: Worker = const {
        Worker {
            policies: Cell::new(Policies::None),
            #[cfg(feature = "live")]
            registered: RefCell::new(None),
        }
    };
}

/// A policy is built.
pub(super) fn built(policy: &impl Source) {
    let identity = policy.identity();
    WORKER.with(|worker| {
        worker.policies.set(match worker.policies.get() {
            Policies::None => Policies::One(identity),
            Policies::One(known) if known == identity => Policies::One(known),
            _ => Policies::Several,
        });
    });
}

/// Whether one policy can stand inside another one: not where all are one and the same, however many listeners there
/// are.
pub(super) fn has_several_policies() -> bool {
    WORKER.with(|worker| matches!(worker.policies.get(), Policies::Several))
}

/// Registers a route whose policy is `live`.
#[cfg(feature = "live")]
pub(super) fn register(live: Option<&LivePolicy>, register: impl FnOnce()) {
    let before = WORKER.with(|worker| worker.registered.replace(live.cloned()));
    register();
    WORKER.with(|worker| worker.registered.replace(before));
}

/// The live policy of the route that is being registered.
#[cfg(feature = "live")]
pub(super) fn registered() -> Option<LivePolicy> {
    WORKER.with(|worker| worker.registered.borrow().clone())
}
