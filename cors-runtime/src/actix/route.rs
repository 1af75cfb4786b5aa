//! What `#[cross_origin(…)]` puts on a route: a guard that lets in the route's preflights, and a layer that answers
//! them and dresses the route's responses.

use std::cell::Cell;
use std::fmt;
use std::future::{Ready, ready};
use std::rc::Rc;
use std::task::{Context, Poll};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::guard::{Guard, GuardContext};
use actix_web::{Error, HttpMessage as _};

use super::actual::{Dress, Place};
use super::future::PolicyFuture;
use super::marks::{self, Built};
use super::past;
use super::preflight::Answer;
use super::source::PolicySource;
use super::view::Seen;
use crate::query::Queries;
use crate::verdict::Verdict;

impl Queries {
    /// The guard of a route, asked for while the route is registered. It records the route for the policies around it.
    pub fn route_guard(self, path: &str, methods: &'static [&'static str]) -> RouteGuard {
        guard(path, methods)
    }

    /// The layer of a route, outside its other layers.
    pub fn route_layer(self, methods: &'static [&'static str]) -> RouteLayer {
        layer(self, methods)
    }
}

/// The guard of a route whose pattern is `path`; the same for every kind of policy. Not public API.
pub fn guard(path: &str, methods: &'static [&'static str]) -> RouteGuard {
    super::registry::record(path, methods);
    RouteGuard { methods }
}

/// The layer of a route with `policy`. Not public API.
#[cfg_attr(not(feature = "live"), allow(dead_code))]
pub(crate) fn layer<P: PolicySource>(policy: P, methods: &'static [&'static str]) -> RouteLayer<P> {
    RouteLayer { policy: Some(policy), methods }
}

/// The layer of a route that takes no part in CORS. Not public API.
pub fn none_layer() -> RouteLayer {
    RouteLayer { policy: None, methods: &[] }
}

/// Lets in the route's requests and the preflights for them, and no other preflight: a sibling on the same path has
/// its own. Not public API.
#[derive(Debug, Clone)]
pub struct RouteGuard {
    methods: &'static [&'static str],
}

impl Guard for RouteGuard {
    fn check(&self, ctx: &GuardContext<'_>) -> bool {
        lets_in(ctx, |method| self.methods.iter().any(|listed| listed.as_bytes() == method)).is_some()
    }
}

/// What a guard lets in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetIn {
    Request,
    Preflight,
}

/// Whether a request has a method that `takes` takes, or is a preflight for one.
pub(super) fn lets_in(ctx: &GuardContext<'_>, takes: impl FnOnce(&[u8]) -> bool) -> Option<LetIn> {
    let past = past::is_past_in(ctx.head(), || past::is_marked(&ctx.req_data()));
    let seen = Seen::of(ctx.head(), past);
    if seen.view.is_preflight() {
        // Several asked methods, or none that is one, mean no route.
        seen.asked_method().is_some_and(takes).then_some(LetIn::Preflight)
    } else {
        takes(ctx.head().method.as_str().as_bytes()).then_some(LetIn::Request)
    }
}

/// A route's policy, outside the route's other layers. Not public API.
#[derive(Debug, Clone)]
pub struct RouteLayer<P = Queries> {
    /// `None`: the route takes no part in CORS.
    policy: Option<P>,
    methods: &'static [&'static str],
}

impl<S, B, P> Transform<S, ServiceRequest> for RouteLayer<P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: PolicySource,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = RouteMiddleware<S, P>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        Built::one_route_more();
        ready(Ok(RouteMiddleware { service, layer: self.clone(), reported: Rc::default() }))
    }
}

/// The service of a [`RouteLayer`]. Not public API.
pub struct RouteMiddleware<S, P> {
    service: S,
    layer: RouteLayer<P>,
    /// A policy wrapped inside this route was reported.
    reported: Rc<Cell<bool>>,
}

impl<S, P> fmt::Debug for RouteMiddleware<S, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RouteMiddleware").finish_non_exhaustive()
    }
}

impl<S, B, P> Service<ServiceRequest> for RouteMiddleware<S, P>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    B: MessageBody,
    P: PolicySource,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Future = PolicyFuture<S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        self.service.poll_ready(cx)
    }

    fn call(&self, mut req: ServiceRequest) -> Self::Future {
        let wrapped = Built::so_far().wraps > 0;
        let seen = Seen::of(req.head(), past::is_past(&req));
        if seen.view.is_preflight() {
            let answer = match &self.layer.policy {
                Some(policy) => Answer::of(policy, &seen, Some(self.layer.methods)),
                None => Answer::refused(None, &seen, Verdict::TakesNoPart),
            };
            let asked = marks::asked(&req);
            past::arrive(&mut req);
            let future = PolicyFuture::answered(req.into_parts().0, &answer);
            if let Some(asked) = asked {
                asked.set(Some(answer));
            }
            return future;
        }
        let place = if wrapped {
            let stacked_outside = marks::stacked_inside(&req.extensions()).is_some();
            Place::Route { stacked_outside, reported: Rc::clone(&self.reported) }
        } else {
            Place::Alone
        };
        let mut dress = match &self.layer.policy {
            Some(policy) => Dress::of(policy, &seen, place),
            None => Dress::nothing(place),
        };
        if wrapped {
            marks::decide(&mut req.extensions_mut());
            marks::govern(&req);
            dress.speak();
        }
        let inner = dress.around(|| self.service.call(req));
        PolicyFuture::actual(inner, dress)
    }
}
