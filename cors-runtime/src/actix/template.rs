//! `.wrap(TEMPLATE)` does not compile, and says what to do.

use std::future::Ready;
use std::marker::PhantomData;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use super::middleware::PolicyMiddleware;
use crate::policy::{Policy, PolicyTemplate};

/// A policy with all its origins. The bound is on a type around the wrapped service because the compiler prints
/// this message only for a type other than the one that is not a `Transform`; and the compiler points to what
/// implements it.
#[diagnostic::on_unimplemented(
    message = "this policy is a template: its origins are given at run time",
    label = "it has no list of origins yet",
    note = "write `.wrap(live.clone())`, where `live` was made before `HttpServer::new`: \
            `let live = TENANTS.with_origins([\"https://tenant.example\"])?;`",
    note = "the list can also come from the environment, with `with_origins_from_env`"
)]
pub trait HasOrigins {}

#[cfg(feature = "live")]
impl HasOrigins for crate::live::LivePolicy {}

/// A template wrapped around a service.
#[derive(Debug)]
pub struct TemplateAround<S>(PhantomData<S>);

/// By value and by reference, with the same message.
macro_rules! template {
    ($template:ty) => {
        impl<S, B> Transform<S, ServiceRequest> for $template
        where
            S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
            B: MessageBody,
            TemplateAround<S>: HasOrigins,
        {
            type Response = ServiceResponse<EitherBody<B, ()>>;
            type Error = Error;
            type Transform = PolicyMiddleware<S, Policy>;
            type InitError = ();
            type Future = Ready<Result<Self::Transform, ()>>;

            fn new_transform(&self, service: S) -> Self::Future {
                let template: &PolicyTemplate = self;
                std::future::ready(Ok(PolicyMiddleware::new(
                    service,
                    Policy::__new(template.__cors_policy()),
                )))
            }
        }
    };
}

template!(PolicyTemplate);
template!(&'static PolicyTemplate);
