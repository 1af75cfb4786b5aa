//! `skip_preflights`: authentication around many routes, without losing the preflights of the policies inside.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, ready};

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::header::HeaderMap;
use actix_web::http::{Method, StatusCode};
use actix_web::{Error, HttpMessage as _, HttpResponse, ResponseError};
use cors_policy::decision::Single;
use cors_policy::verdict::Verdict;
use pin_project_lite::pin_project;

use super::request::{self, Actix};
use crate::answer::{FORBIDDEN, Responses as _, explain};
use crate::policy::EXCLUDED;
use crate::{event, reason, response};

/// In the extensions of a preflight that skips a middleware: whether a policy has answered it, for as long as the call is
/// under way. The request may be served again afterwards.
struct Skipping(Weak<Cell<bool>>);

/// A policy answers this preflight.
pub(super) fn answered(req: &ServiceRequest) {
    let skipping = req.extensions().get::<Skipping>().and_then(|skipping| skipping.0.upgrade());
    if let Some(is_answered) = skipping {
        is_answered.set(true);
    }
}

/// Lets preflights skip `middleware`; everything else goes through it.
///
/// Browsers send preflights without credentials (Fetch, [CORS-preflight
/// fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch)), so authentication around resources and routes with
/// their own policies would refuse them all. A well-formed preflight skips it, and the policy that it meets inside
/// answers it. If no policy answers at once, within the same call, the preflight is dropped and refused: no handler
/// runs without `middleware`.
///
/// | inside it | what happens | what to do |
/// |---|---|---|
/// | middleware that is an `async` function, as with `from_fn` | it calls what is inside too late, and preflights are refused | put it into `skip_preflights` too, or inside the policies |
/// | a handler for `OPTIONS` before the route in the same scope | it takes the preflight, which is then refused | register it after the routes, or give it a policy |
/// | guards, middleware and hand-written services that act in `call` itself | they act on preflights, without `middleware` | let them act in the future that they return |
///
/// # Errors
///
/// Those of `middleware`. A preflight that no policy answers is an `Err` whose response is a 403 without CORS headers.
///
/// ```
/// # use actix_web::body::MessageBody;
/// # use actix_web::dev::{ServiceRequest, ServiceResponse};
/// use actix_web::middleware::{Next, from_fn};
/// use actix_web::{App, Error, web};
/// use cors_runtime::skip_preflights;
///
/// # async fn auth(req: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
/// #     next.call(req).await
/// # }
/// let app = App::new().service(web::scope("/api").wrap(skip_preflights(from_fn(auth))));
/// # let _ = app;
/// ```
pub fn skip_preflights<T>(middleware: T) -> SkipPreflights<T> {
    SkipPreflights { middleware }
}

/// The middleware that [`skip_preflights`] returns, for `.wrap`.
#[derive(Debug, Clone)]
#[must_use = "give it to `.wrap`"]
pub struct SkipPreflights<T> {
    middleware: T,
}

impl<T, S, A, B> Transform<S, ServiceRequest> for SkipPreflights<T>
where
    T: Transform<Rc<S>, ServiceRequest, Response = ServiceResponse<A>, Error = Error>,
    T::Transform: 'static,
    T::InitError: 'static,
    T::Future: 'static,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    A: MessageBody,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<A, B>>;
    type Error = Error;
    type Transform = SkipPreflightsMiddleware<T::Transform, S>;
    type InitError = T::InitError;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Transform, T::InitError>>>>;

    fn new_transform(&self, service: S) -> Self::Future {
        let inside = Rc::new(service);
        let middleware = self.middleware.new_transform(Rc::clone(&inside));
        Box::pin(async move { Ok(SkipPreflightsMiddleware { middleware: middleware.await?, inside }) })
    }
}

/// The service that [`skip_preflights`] makes: `T` is the middleware's, `S` the one inside it.
#[derive(Debug)]
pub struct SkipPreflightsMiddleware<T, S> {
    middleware: T,
    inside: Rc<S>,
}

impl<T, S, A, B> Service<ServiceRequest> for SkipPreflightsMiddleware<T, S>
where
    T: Service<ServiceRequest, Response = ServiceResponse<A>, Error = Error>,
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    A: MessageBody,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<A, B>>;
    type Error = Error;
    type Future = SkipPreflightsFuture<T::Future, S::Future>;

    fn poll_ready(&self, cx: &mut Context<'_>) -> Poll<Result<(), Error>> {
        ready!(self.middleware.poll_ready(cx))?;
        self.inside.poll_ready(cx)
    }

    fn call(&self, req: ServiceRequest) -> Self::Future {
        let request = request::read(req.head());
        let (Some(method), Single::One(origin)) = (request.preflight_for(), request.origin) else {
            return SkipPreflightsFuture { way: Way::Through { future: self.middleware.call(req) } };
        };
        let (method, origin) = (method.clone(), origin.clone());
        let is_answered = Rc::new(Cell::new(false));
        let outer = req.extensions_mut().insert(Skipping(Rc::downgrade(&is_answered)));
        let outer = outer.and_then(|outer| outer.0.upgrade());
        // Routing happens inside `call`, and handlers run only when they are polled.
        let future = self.inside.call(req);
        if is_answered.get() {
            if let Some(outer) = outer {
                outer.set(true);
            }
            return SkipPreflightsFuture { way: Way::Skipped { future } };
        }
        drop(future);
        // An outer one refuses as well, and one refusal is one event.
        if outer.is_none() {
            let request = request::Request {
                method: &Method::OPTIONS,
                headers: &HeaderMap::new(),
                origin: Single::One(&origin),
                requested_method: Single::One(&method),
            };
            event::preflight_refused(EXCLUDED.0, &request, Verdict::NoPolicyAnswered.into());
        }
        SkipPreflightsFuture { way: Way::Refused }
    }
}

pin_project! {
    /// The future of [`skip_preflights`](crate::skip_preflights).
    #[derive(Debug)]
    #[must_use = "futures do nothing unless polled"]
    pub struct SkipPreflightsFuture<T, S> {
        #[pin]
        way: Way<T, S>,
    }
}

pin_project! {
    #[derive(Debug)]
    #[project = WayProjected]
    enum Way<T, S> {
        Through { #[pin] future: T },
        Skipped { #[pin] future: S },
        Refused,
    }
}

impl<T, S, A, B> Future for SkipPreflightsFuture<T, S>
where
    T: Future<Output = Result<ServiceResponse<A>, Error>>,
    S: Future<Output = Result<ServiceResponse<B>, Error>>,
{
    type Output = Result<ServiceResponse<EitherBody<A, B>>, Error>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(match self.project().way.project() {
            WayProjected::Through { future } => {
                ready!(future.poll(cx)).map(|response| response.map_body(|_, body| EitherBody::left(body)))
            }
            WayProjected::Skipped { future } => {
                ready!(future.poll(cx)).map(|response| response.map_body(|_, body| EitherBody::right(body)))
            }
            WayProjected::Refused => Err(Refused.into()),
        })
    }
}

/// A preflight that no policy answered at once. Its request was dropped with the future, so this is an error.
#[derive(Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Verdict::NoPolicyAnswered.fmt(f)
    }
}

impl ResponseError for Refused {
    fn status_code(&self) -> StatusCode {
        StatusCode::FORBIDDEN
    }

    fn error_response(&self) -> HttpResponse<BoxBody> {
        let mut response = Actix::response(FORBIDDEN);
        // Of whatever policy, one of which may depend on `Origin`.
        response::preflight_vary_by_origin(response.headers_mut());
        explain(response.headers_mut(), || reason::line(&format_args!("this preflight is refused: {self}")));
        response.map_into_boxed_body()
    }
}
