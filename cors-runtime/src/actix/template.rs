//! `.wrap(TEMPLATE)` does not compile, and says what to do.

use std::future::Ready;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use super::middleware::PolicyMiddleware;
use crate::policy::{Policy, PolicyTemplate};

/// Nothing implements it, so a template cannot be wrapped around anything. The bound is on the wrapped service because
/// the compiler prints this message only for a type other than the one that is not a `Transform`.
#[diagnostic::on_unimplemented(
    message = "this policy has origins that are known only at run time: give it its list",
    label = "a `PolicyTemplate` is not a middleware",
    note = "write `.wrap(TEMPLATE.with_origins([\"https://tenant.example\"])?)`, or use `with_origins_from_env` or \
            `with_origins_matching`"
)]
pub trait WrapsTemplates {}

impl<S, B> Transform<S, ServiceRequest> for PolicyTemplate
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + WrapsTemplates + 'static,
    B: MessageBody,
{
    type Response = ServiceResponse<EitherBody<B>>;
    type Error = Error;
    type Transform = PolicyMiddleware<S, Policy>;
    type InitError = ();
    type Future = Ready<Result<Self::Transform, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        std::future::ready(Ok(PolicyMiddleware::new(service, Policy::__new((*self).__cors_policy()))))
    }
}
