//! The state of a worker: the policies that it has built, the requests that are inside one of them, and the route that
//! is being registered.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem::ManuallyDrop;
use std::num::NonZero;
use std::rc::Rc;

use crate::choose::{Identity, Name};
#[cfg(feature = "live")]
use crate::live::LivePolicy;

/// Dropped with the process, not with the thread: otherwise each access would have to check whether it still exists.
struct Worker {
    policies: Cell<Policies>,
    inside: RefCell<ManuallyDrop<RequestsInside>>,
    /// How many requests have entered a policy.
    count: Cell<u64>,
    #[cfg(feature = "live")]
    registered: RefCell<ManuallyDrop<Option<LivePolicy>>>,
}

/// The requests that are inside a policy, by their address.
type RequestsInside = HashMap<NonZero<usize>, RequestInside, BuildHasherDefault<AddressHasher>>;

/// A request that is inside a policy.
struct RequestInside {
    /// No other one of this worker has it.
    number: u64,
    policy: Rc<PolicyOnWorker>,
    /// How many futures of the policy hold the request: more than one where the policy is inside itself.
    futures: usize,
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
            inside: RefCell::new(ManuallyDrop::new(HashMap::with_hasher(BuildHasherDefault::new()))),
            count: Cell::new(0),
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
pub(super) fn enter(request: NonZero<usize>, policy: &Rc<PolicyOnWorker>) -> Entered {
    WORKER.with(|worker| {
        let number = worker.count.get().wrapping_add(1);
        worker.count.set(number);
        // An older request at this address has ended: the new one is at the same place in memory.
        let inside = RequestInside { number, policy: Rc::clone(policy), futures: 1 };
        worker.inside.borrow_mut().insert(request, inside);
        Entered { request, number }
    })
}

/// The policy that the request at this address is inside of.
pub(super) fn policy_around(request: NonZero<usize>) -> Option<Rc<PolicyOnWorker>> {
    WORKER.with(|worker| worker.inside.borrow().get(&request).map(|inside| Rc::clone(&inside.policy)))
}

/// Records that the request at this address is inside the same policy once more: it may be there longer than in the outer
/// one, if it is sent through twice at a time.
pub(super) fn enter_again(request: NonZero<usize>) -> Option<Entered> {
    WORKER.with(|worker| {
        let mut requests = worker.inside.borrow_mut();
        let inside = requests.get_mut(&request)?;
        inside.futures += 1;
        Some(Entered { request, number: inside.number })
    })
}

/// Dropped when a request leaves a policy, in whatever way.
pub(super) struct Entered {
    request: NonZero<usize>,
    number: u64,
}

impl Drop for Entered {
    fn drop(&mut self) {
        WORKER.with(|worker| {
            if let Entry::Occupied(mut inside) = worker.inside.borrow_mut().entry(self.request)
                && inside.get().number == self.number
            {
                inside.get_mut().futures -= 1;
                if inside.get().futures == 0 {
                    inside.remove();
                }
            }
        });
    }
}

/// Addresses are distinct already, and no client chooses them.
#[derive(Default)]
struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(self.0 << 8 | u64::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.write_u64(address as u64);
    }

    fn write_u64(&mut self, number: u64) {
        // The upper bits of the product depend on all bits of the address, whose lower bits are zeros.
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
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
