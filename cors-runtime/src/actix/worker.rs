//! The state of a worker: the policies that it has built, the requests that are inside one of them, and the route that
//! is being registered.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::num::NonZero;
use std::rc::Rc;

use slab::Slab;

use crate::choose::{Identity, Name};
#[cfg(feature = "live")]
use crate::live::LivePolicy;

/// Dropped with the process, not with the thread: otherwise each access would have to check whether it still exists.
struct Worker {
    policies: Cell<Policies>,
    inside: RefCell<ManuallyDrop<RequestsInside>>,
    #[cfg(feature = "live")]
    registered: RefCell<ManuallyDrop<Option<LivePolicy>>>,
}

/// The requests that are inside a policy: to enter and to leave cost the same however many there are. A policy inside
/// another one looks at the newest request first, which is its own unless something was awaited in between, and then at all
/// of them.
struct RequestsInside {
    requests: Slab<RequestInside>,
    /// The key of the request that entered last.
    newest: usize,
    /// How many have entered.
    count: u64,
}

/// A request that is inside a policy.
struct RequestInside {
    address: NonZero<usize>,
    /// Later ones have higher numbers.
    number: u64,
    policy: Rc<PolicyOnWorker>,
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
            inside: RefCell::new(ManuallyDrop::new(RequestsInside {
                requests: Slab::new(),
                newest: 0,
                count: 0,
            })),
            #[cfg(feature = "live")]
            registered: RefCell::new(ManuallyDrop::new(None)),
        }
    };
}

/// A policy that is built on this worker.
pub(super) struct PolicyOnWorker {
    pub(super) identity: Identity,
    pub(super) name: Name,
}

/// Builds one.
pub(super) fn build(identity: Identity, name: Name) -> Rc<PolicyOnWorker> {
    WORKER.with(|worker| {
        worker.policies.set(match worker.policies.get() {
            Policies::None => Policies::One(identity),
            Policies::One(known) if known == identity => Policies::One(known),
            _ => Policies::Several,
        });
    });
    Rc::new(PolicyOnWorker { identity, name })
}

/// Whether one policy can be inside another one: not if all are one and the same, however many listeners there are.
#[inline]
pub(super) fn has_several_policies() -> bool {
    WORKER.with(|worker| matches!(worker.policies.get(), Policies::Several))
}

/// Records that the request at this address is inside `policy`, for as long as the result lives.
pub(super) fn enter(address: NonZero<usize>, policy: &Rc<PolicyOnWorker>) -> Entered {
    WORKER.with(|worker| {
        let inside = &mut **worker.inside.borrow_mut();
        inside.count = inside.count.wrapping_add(1);
        let policy = Rc::clone(policy);
        inside.newest = inside.requests.insert(RequestInside { address, number: inside.count, policy });
        Entered { key: inside.newest, _on_this_worker: PhantomData }
    })
}

/// The policy that the request at this address is inside of.
pub(super) fn policy_around(address: NonZero<usize>) -> Option<Rc<PolicyOnWorker>> {
    WORKER.with(|worker| {
        let inside = worker.inside.borrow();
        let newest = inside.requests.get(inside.newest).filter(|request| request.address == address);
        // An older request at this address has ended: the new one is at the same place in memory.
        let latest = || {
            let here = inside.requests.iter().map(|(_, request)| request);
            here.filter(|request| request.address == address).max_by_key(|request| request.number)
        };
        newest.or_else(latest).map(|request| Rc::clone(&request.policy))
    })
}

/// Dropped when a request leaves a policy, in whatever way.
pub(super) struct Entered {
    key: usize,
    /// The key is that of a request on this thread.
    _on_this_worker: PhantomData<Rc<()>>,
}

impl Drop for Entered {
    fn drop(&mut self) {
        leave(self.key);
    }
}

/// Not inlined: where there is one policy it is never called, and an allowed request takes 25 instructions fewer.
#[inline(never)]
fn leave(key: usize) {
    WORKER.with(|worker| worker.inside.borrow_mut().requests.remove(key));
}

/// Registers a route whose policy is `live`.
#[cfg(feature = "live")]
pub(super) fn register(live: Option<&LivePolicy>, register: impl FnOnce()) {
    let replace = |live| WORKER.with(|worker| std::mem::replace(&mut **worker.registered.borrow_mut(), live));
    let before = replace(live.cloned());
    register();
    replace(before);
}

/// The live policy of the route that is being registered.
#[cfg(feature = "live")]
pub(super) fn registered() -> Option<LivePolicy> {
    WORKER.with(|worker| Option::clone(&worker.registered.borrow()))
}

#[cfg(test)]
mod tests;
