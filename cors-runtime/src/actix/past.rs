//! `preflights_past`: authentication around many routes, without losing the preflights of the routes inside.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Extensions, RequestHead, Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::Method;
use actix_web::{Error, HttpMessage as _};
use pin_project_lite::pin_project;

use super::past_future::PastFuture;
use super::view::Seen;
use super::{event, registry};
use crate::verdict::Verdict;

/// The method of a preflight on its way past: no handler for `OPTIONS` takes it. It is no secret: without the mark in
/// the request it means nothing. Up to 15 bytes, `http` keeps a method without allocating.
const TOKEN: &str = "CORS-PREFLIGHT";

/// The mark, which no client can send.
struct Past;

thread_local! {
    /// The preflight on its way past has arrived at a layer of ours.
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this request is a preflight on its way past.
pub(super) fn is_past(req: &ServiceRequest) -> bool {
    is_past_in(req.head(), || req.extensions().contains::<Past>())
}

/// The same for a guard.
pub(super) fn is_past_in(head: &RequestHead, marked: impl FnOnce() -> bool) -> bool {
    head.method.as_str() == TOKEN && marked()
}

/// Whether the mark is there.
pub(super) fn is_marked(extensions: &Extensions) -> bool {
    extensions.contains::<Past>()
}

/// A layer of ours answers this preflight at once: it is an ordinary one again.
pub(super) fn arrive(req: &mut ServiceRequest) {
    if is_past(req) {
        req.head_mut().method = Method::OPTIONS;
        req.extensions_mut().remove::<Past>();
        ARRIVED.set(true);
    }
}

/// Lets the preflights of routes with a policy of their own go past `middleware`; everything else goes through it.
///
/// Browsers send preflights without credentials (Fetch,
/// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch)), so authentication around routes
/// with `#[cross_origin(…)]` would refuse them all. Only true preflights go past, and only where such a route can be
/// meant. No handler ever runs without the authentication: unless routing hands the preflight to a policy at once, it
/// is dropped and answered with 403. So middleware between `preflights_past` and the routes must call its inner
/// service in its own `call`, not in a future (`from_fn` and `async` middleware do the latter). And a hand-written
/// `Service` (not a handler) inside must not act in its `call`, but in the future that it returns.
///
/// # Errors
///
/// It fails where `middleware` fails. A preflight that was dropped is an `Err` whose response is a 403 without CORS
/// headers.
///
/// ```
/// use actix_web::body::MessageBody;
/// use actix_web::dev::{ServiceRequest, ServiceResponse};
/// use actix_web::middleware::{Next, from_fn};
/// use actix_web::{App, Error, error, web};
/// use cors_runtime::preflights_past;
///
/// async fn auth(req: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
///     match req.headers().contains_key("authorization") {
///         true => next.call(req).await,
///         false => Err(error::ErrorUnauthorized("who are you?")),
///     }
/// }
///
/// let app = App::new().service(web::scope("/api").wrap(preflights_past(from_fn(auth))));
/// # let _ = app;
/// ```
pub fn preflights_past<T>(middleware: T) -> PreflightsPast<T> {
    PreflightsPast { middleware }
}

/// What [`preflights_past`] returns: give it to `.wrap`.
///
/// Fetch, [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch). For its errors see there.
///
/// ```
/// use actix_web::{App, middleware::NormalizePath};
/// use cors_runtime::{middleware::PreflightsPast, preflights_past};
///
/// let wrapped: PreflightsPast<NormalizePath> = preflights_past(NormalizePath::trim());
/// let app = App::new().wrap(wrapped);
/// # let _ = app;
/// ```
#[derive(Debug, Clone)]
#[must_use = "give it to `.wrap`"]
pub struct PreflightsPast<T> {
    middleware: T,
}

impl<T, S, A, B> Transform<S, ServiceRequest> for PreflightsPast<T>
where
    T: Transform<Rc<S>, ServiceRequest, Response = ServiceResponse<A>, Error = Error>,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    A: MessageBody,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<A, B>>;
    type Error = Error;
    type Transform = PastMiddleware<T::Transform, S>;
    type InitError = T::InitError;
    type Future = PastTransform<T::Future, S>;

    fn new_transform(&self, service: S) -> Self::Future {
        let service = Rc::new(service);
        PastTransform { through: self.middleware.new_transform(Rc::clone(&service)), service: Some(service) }
    }
}

pin_project! {
    /// The future that builds a [`PastMiddleware`].
    ///
    /// Fetch, [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch). It fails where the wrapped middleware cannot be built.
    ///
    /// ```
    /// use actix_web::{App, middleware::NormalizePath};
    /// use cors_runtime::preflights_past;
    ///
    /// // You need not name it: it is what `.wrap` makes of this.
    /// let app = App::new().wrap(preflights_past(NormalizePath::trim()));
    /// # let _ = app;
    /// ```
    pub struct PastTransform<F, S> {
        #[pin]
        through: F,
        service: Option<Rc<S>>,
    }
}

impl<F, T, S, E> Future for PastTransform<F, S>
where
    F: Future<Output = Result<T, E>>,
{
    type Output = Result<PastMiddleware<T, S>, E>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let through = ready!(this.through.poll(cx))?;
        let service = this.service.take().expect("polled again after it was ready");
        Poll::Ready(Ok(PastMiddleware { through, service }))
    }
}

/// The service that [`preflights_past`] makes: `T` is the wrapped middleware's, `S` the one that it stands around.
///
/// Fetch, [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch). For its errors see there.
///
/// ```
/// use actix_web::{App, middleware::NormalizePath};
/// use cors_runtime::preflights_past;
///
/// // You need not name it: it is what `.wrap` makes of this.
/// let app = App::new().wrap(preflights_past(NormalizePath::trim()));
/// # let _ = app;
/// ```
pub struct PastMiddleware<T, S> {
    through: T,
    service: Rc<S>,
}

impl<T, S, A, B> Service<ServiceRequest> for PastMiddleware<T, S>
where
    T: Service<ServiceRequest, Response = ServiceResponse<A>, Error = Error>,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    A: MessageBody,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<A, B>>;
    type Error = Error;
    type Future = PastFuture<T::Future, S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        ready!(self.through.poll_ready(cx))?;
        self.service.poll_ready(cx)
    }

    fn call(&self, mut req: ServiceRequest) -> Self::Future {
        if is_past(&req) {
            // On its way past another one around this one, which sees to it that it arrives.
            return PastFuture::past(self.service.call(req));
        }
        let seen = Seen::of(req.head(), false);
        let goes_past = seen.view.is_preflight()
            && seen
                .asked_method()
                .is_some_and(|asked| registry::may_be_meant(req.match_info().unprocessed(), asked));
        let Some(token) = goes_past.then(|| Method::from_bytes(TOKEN.as_bytes()).ok()).flatten() else {
            return PastFuture::through(self.through.call(req));
        };
        let origin = event::origin(seen.origin);
        req.head_mut().method = token;
        req.extensions_mut().insert(Past);
        ARRIVED.set(false);
        // Routing happens inside `call`, and handlers run only when polled.
        let future = self.service.call(req);
        if ARRIVED.replace(false) {
            return PastFuture::past(future);
        }
        drop(future);
        event::refused("preflights_past", true, origin.as_ref(), Verdict::StoppedInBetween);
        PastFuture::stopped()
    }
}

impl<F, S> fmt::Debug for PastTransform<F, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PastTransform").finish_non_exhaustive()
    }
}

impl<T, S> fmt::Debug for PastMiddleware<T, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PastMiddleware").finish_non_exhaustive()
    }
}
