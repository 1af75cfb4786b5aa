//! Middleware that services write and that a policy has to work with: it keeps requests, serves them again, or
//! calls the inner service in a task.
//!
//! ```ignore
//! App::new().service(index).wrap(ServeAgain::not_found("/index.html")).wrap(APP)
//! ```

use std::future::{Ready, ready};
use std::panic::AssertUnwindSafe;
use std::rc::Rc;

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};
use actix_web::http::{StatusCode, Uri};
use actix_web::middleware::Next;
use actix_web::{Error, error, rt};
use futures_util::FutureExt as _;
use futures_util::future::LocalBoxFuture;

/// Calls the inner service in a task of its own.
///
/// # Errors
///
/// If the inner service fails.
///
/// # Panics
///
/// If the inner service panics.
pub async fn in_a_task(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    rt::spawn(next.call(request)).await.expect("no panic")
}

/// An internal redirect: serves the same request again, at another path, where the first pass ended as `when` says.
#[derive(Debug, Clone, Copy)]
pub struct ServeAgain {
    /// The path of the second pass.
    pub path: &'static str,
    /// Which status, or `None` for an `Err`, leads to a second pass.
    pub when: fn(Option<StatusCode>) -> bool,
    /// Whether it keeps a clone of the request meanwhile, which it needs if the first pass returns none. Around a
    /// scope or an app actix itself panics if a middleware does that.
    pub keeps_request: bool,
    /// What happens to the first pass.
    pub first: FirstPass,
}

/// What happens to the first pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstPass {
    /// It is awaited.
    Awaited,
    /// Its future is dropped unpolled.
    DroppedUnpolled,
    /// Its future is polled once and dropped.
    DroppedPolled,
    /// It panics, and the panic is caught.
    PanicCaught,
}

impl ServeAgain {
    /// Serves what is not found at another path, as single-page applications do.
    pub fn not_found(path: &'static str) -> Self {
        Self {
            path,
            when: |status| status == Some(StatusCode::NOT_FOUND),
            keeps_request: false,
            first: FirstPass::Awaited,
        }
    }
}

/// The service that [`ServeAgain`] makes.
#[derive(Debug)]
pub struct ServeAgainMiddleware<S> {
    inside: Rc<S>,
    again: ServeAgain,
}

impl<S, B> Transform<S, ServiceRequest> for ServeAgain
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: 'static,
{
    type Response = ServiceResponse<B>;
    type Error = Error;
    type Transform = ServeAgainMiddleware<S>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        ready(Ok(ServeAgainMiddleware { inside: Rc::new(service), again: *self }))
    }
}

impl<S, B> Service<ServiceRequest> for ServeAgainMiddleware<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
    B: 'static,
{
    type Response = ServiceResponse<B>;
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self::Response, Error>>;

    actix_web::dev::forward_ready!(inside);

    fn call(&self, request: ServiceRequest) -> Self::Future {
        let (inside, again) = (Rc::clone(&self.inside), self.again);
        let kept = again.keeps_request.then(|| request.request().clone());
        let first = inside.call(request);
        Box::pin(async move {
            let first = match again.first {
                FirstPass::Awaited => first.await,
                FirstPass::DroppedUnpolled => {
                    drop(first);
                    Err(error::ErrorGatewayTimeout("dropped"))
                }
                FirstPass::DroppedPolled => {
                    let polled = first.now_or_never();
                    polled.unwrap_or_else(|| Err(error::ErrorGatewayTimeout("dropped")))
                }
                FirstPass::PanicCaught => {
                    let caught = AssertUnwindSafe(first).catch_unwind().await;
                    caught.unwrap_or_else(|_| Err(error::ErrorInternalServerError("caught")))
                }
            };
            if !(again.when)(first.as_ref().ok().map(ServiceResponse::status)) {
                return first;
            }
            let request = match first {
                Ok(response) => {
                    drop(kept);
                    response.into_parts().0
                }
                Err(error) => kept.ok_or(error)?,
            };
            let mut request = ServiceRequest::from_request(request);
            let uri = Uri::from_static(again.path);
            request.match_info_mut().get_mut().update(&uri);
            request.match_info_mut().reset();
            request.head_mut().uri = uri;
            inside.call(request).await
        })
    }
}
