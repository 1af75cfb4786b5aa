//! The middleware for actix-web 4. Only the files here name actix.
//!
//! Start reading in `middleware`: it is a thin cover over [`answer`](crate::answer).

mod allowed_origin;
mod future;
pub mod guard;
mod middleware;
mod nested;
mod refused;
mod request;
pub(crate) mod route;
mod skip_preflights;
mod worker;

use actix_web::http::header::HeaderMap;

pub use self::allowed_origin::{AllowedOriginFuture, AllowedOriginMiddleware};
pub use self::future::PolicyFuture;
pub use self::middleware::PolicyMiddleware;
pub use self::skip_preflights::{
    SkipPreflights, SkipPreflightsFuture, SkipPreflightsMiddleware, skip_preflights,
};

crate::response::headers!(HeaderMap, actix_web::http::header, actix, request::vary);
