//! `.wrap(TEMPLATE)` and `.wrap(CONFIG)` do not compile, and say what to do.

use std::future::Ready;

use actix_web::Error;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform};

use super::middleware::PolicyMiddleware;
use crate::policy::{Policy, PolicyTemplate};
use crate::refused::{Around, Built, HasOrigins};
#[cfg(feature = "config")]
use crate::{live::PolicyConfig, refused::IsChecked};

macro_rules! refused {
    ($type:ty: $bound:ident) => {
        impl<S, B> Transform<S, ServiceRequest> for $type
        where
            S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error> + 'static,
            B: MessageBody,
            Around<Self, S>: $bound,
        {
            type Response = ServiceResponse<EitherBody<B, ()>>;
            type Error = Error;
            type Transform = PolicyMiddleware<S, Policy>;
            type InitError = ();
            type Future = Ready<Result<Self::Transform, ()>>;

            fn new_transform(&self, _: S) -> Self::Future {
                unreachable!()
            }
        }
    };
}

refused!(PolicyTemplate: HasOrigins);
refused!(&'static PolicyTemplate: HasOrigins);
refused!(Built: Sized);
#[cfg(feature = "config")]
refused!(PolicyConfig: IsChecked);
