//! `.wrap(by_method(…))`.

use std::fmt;
use std::future::{Ready, ready};
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use super::future::PolicyFuture;
use super::middleware::{PolicyMiddleware, not_on_a_route};
use super::request;
use crate::by_method::ByMethod;
use crate::policy::Policy;
use crate::source::Source;

/// `.wrap(by_method(…))` on a `Resource` (feature `actix-web`).
///
/// # Panics
///
/// At start-up, if it is wrapped around a single `Route`, because no preflight reaches one.
impl<S, B, P, const N: usize> Transform<S, ServiceRequest> for ByMethod<N, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: MessageBody,
    P: Source,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = ByMethodMiddleware<S, P, N>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        not_on_a_route::<S>(&self.others);
        let service = Rc::new(service);
        let layer = |policy: &P| PolicyMiddleware::new(Rc::clone(&service), policy.clone());
        let policies = ByMethod {
            policies: self.policies.each_ref().map(|(method, policy)| (*method, layer(policy))),
            others: layer(&self.others),
        };
        ready(Ok(ByMethodMiddleware { policies }))
    }
}

/// The service that `.wrap(by_method(…))` makes.
pub struct ByMethodMiddleware<S, P = Policy, const N: usize = 0> {
    policies: ByMethod<N, PolicyMiddleware<Rc<S>, P>>,
}

impl<S, B, P, const N: usize> Service<ServiceRequest> for ByMethodMiddleware<S, P, N>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: Source,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = PolicyFuture<S::Future, P::Data>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.policies.others.poll_ready(cx)
    }

    fn call(&self, req: ServiceRequest) -> Self::Future {
        let method = request::read(req.head()).effective_method();
        self.policies.policy(method).call(req)
    }
}

impl<S, P, const N: usize> fmt::Debug for ByMethodMiddleware<S, P, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByMethodMiddleware").finish_non_exhaustive()
    }
}
