//! A policy inside another one, which is a bug in the service: a request enters one policy.
//!
//! It is seen by a mark in the request's extensions, which travels with the request, into tasks as well, together with
//! the worker's list of the requests that are inside a policy now, which says which policy that is. A request leaves
//! the list whenever it leaves the policy (with a response, an `Err`, a dropped future or a panic), so that a request
//! that is served again has no stale mark. The mark is empty, so it costs no allocation; without it, an entry of the
//! list might belong to an earlier request at the same address.

use std::ptr::NonNull;
use std::rc::Rc;

use actix_web::dev::ServiceRequest;
use actix_web::{HttpMessage as _, HttpResponse};

use super::request::Actix;
use super::worker::{self, Entered, PolicyOnWorker};
use crate::answer::{Nesting, nested};

/// The mark.
struct NestingMark;

const REMEDY: &str = "Register the inner policy's routes before the outer policy's scope, not inside it: \
                      `App::new().service(exception).service(web::scope(\"\").service(the_others).wrap(OUTER))`";

/// `req` enters `policy`: whether that is inside itself, or the response to every request that enters it inside another
/// one. The request is inside of the policy for as long as the first part of the result lives.
#[inline]
pub(super) fn enter(
    policy: &Rc<PolicyOnWorker>,
    req: &ServiceRequest,
) -> Result<(Option<Entered>, Nesting), HttpResponse<()>> {
    if worker::has_several_policies() {
        // Taken apart, so that the ordinary result is not made in memory as well.
        let (entered, nesting) = enter_among_others(policy, req)?;
        Ok((Some(entered), nesting))
    } else {
        Ok((None, Nesting::Outermost))
    }
}

fn enter_among_others(
    policy: &Rc<PolicyOnWorker>,
    req: &ServiceRequest,
) -> Result<(Entered, Nesting), HttpResponse<()>> {
    let mut extensions = req.extensions_mut();
    let address = NonNull::from(&*extensions).addr();
    let is_marked = extensions.insert(NestingMark).is_some();
    let nesting = match is_marked.then(|| worker::policy_around(address)).flatten() {
        None => Nesting::Outermost,
        Some(outer) if outer.identity == policy.identity => Nesting::Same,
        Some(outer) => return Err(nested::<Actix>(&outer.name, &policy.name, REMEDY)),
    };
    // The same policy again is recorded too: if the request is sent through twice at once, the inner pass may outlive the
    // outer one.
    Ok((worker::enter(address, policy), nesting))
}
