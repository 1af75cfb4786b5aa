//! A policy inside another one, which is a bug in the service: a request enters one policy.
//!
//! It is seen by a mark in the request's extensions, with the identity of the policy that set it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use http::{Extensions, Response};

use crate::answer::{Nesting, nested};
use crate::choose::{Chooser, Identity, Name};
use crate::http1::Http;

/// The mark: the policy that a request is inside of.
#[derive(Clone)]
struct EnteredPolicy {
    identity: Identity,
    name: Name,
}

/// The first policy of the process, and whether there are others: if all are one and the same, none can be inside
/// another one, and requests need no mark.
static FIRST: OnceLock<Identity> = OnceLock::new();
static SEVERAL: AtomicBool = AtomicBool::new(false);

/// Records that a policy is layered.
pub(super) fn layered(identity: Identity) {
    if *FIRST.get_or_init(|| identity) != identity {
        SEVERAL.store(true, Ordering::Relaxed);
    }
}

const REMEDY: &str = "Add the inner policy's routes after the outer policy's `.layer`, which wraps what is there before it; \
                      for the methods of one path, layer one policy with `except_methods`";

/// A request with these extensions enters `policy`: whether that is inside itself, or the response to every request that
/// enters it inside another one.
#[inline]
pub(super) fn enter(
    policy: &impl Chooser,
    identity: Identity,
    extensions: &mut Extensions,
) -> Result<Nesting, Response<()>> {
    if SEVERAL.load(Ordering::Relaxed) {
        enter_among_others(policy, identity, extensions)
    } else {
        Ok(Nesting::Outermost)
    }
}

fn enter_among_others(
    policy: &impl Chooser,
    identity: Identity,
    extensions: &mut Extensions,
) -> Result<Nesting, Response<()>> {
    match extensions.get::<EnteredPolicy>() {
        None => {
            extensions.insert(EnteredPolicy { identity, name: policy.name() });
            Ok(Nesting::Outermost)
        }
        Some(outer) if outer.identity == identity => Ok(Nesting::Same),
        Some(outer) => Err(nested::<Http>(&outer.name, &policy.name(), REMEDY)),
    }
}
