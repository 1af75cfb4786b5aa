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

use super::request::Actix;
use super::worker::{self, Built, Entered};
use crate::answer::{Around, nested};

/// The mark.
struct Inside;

const REMEDY: &str = "Put the inner one's routes beside what the outer one wraps, and register them before it: \
                      `App::new().service(exception).service(web::scope(\"\").service(the_others).wrap(OUTER))`";

/// `req` meets `policy`: what is around that, or the response to every request that meets it inside another one. The
/// request is inside of the policy for as long as the first part of the result lives.
#[inline]
pub(super) fn enter(
    policy: &Rc<Built>,
    req: &ServiceRequest,
) -> Result<(Option<Entered>, Around), HttpResponse<()>> {
    if worker::has_several_policies() { enter_among_others(policy, req) } else { Ok((None, Around::Nothing)) }
}

fn enter_among_others(
    policy: &Rc<Built>,
    req: &ServiceRequest,
) -> Result<(Option<Entered>, Around), HttpResponse<()>> {
    let mut extensions = req.extensions_mut();
    let address = std::ptr::from_ref(&*extensions).addr();
    let is_marked = extensions.insert(Inside).is_some();
    match is_marked.then(|| worker::around(address)).flatten() {
        None => Ok((Some(worker::enter(address, policy)), Around::Nothing)),
        Some(outer) if outer.identity == policy.identity => {
            Ok((worker::enter_again(address), Around::Itself))
        }
        Some(outer) => Err(nested::<Actix>(&outer.name, &policy.name, REMEDY)),
    }
}
