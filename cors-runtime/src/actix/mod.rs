//! The middleware for actix-web 4. Only the files here name actix.
//!
//! The path of a request: `request` reads it, [`decision`](crate::decision) decides, `preflight` or
//! [`response`](crate::response) writes the headers. Start reading in `middleware`; `nested` is its one condition.

mod allowed_origin;
mod by_method;
mod checked_origin;
mod future;
pub mod guard;
mod middleware;
mod nested;
mod preflight;
mod request;
pub(crate) mod route;
mod skip_preflights;
mod template;
mod worker;

use actix_web::http::header::HeaderMap;

pub use self::allowed_origin::{AllowedOriginFuture, AllowedOriginMiddleware};
pub use self::by_method::ByMethodMiddleware;
pub use self::future::PolicyFuture;
pub use self::middleware::PolicyMiddleware;
pub use self::skip_preflights::{
    SkipPreflights, SkipPreflightsFuture, SkipPreflightsMiddleware, skip_preflights,
};

crate::response::headers!(HeaderMap, actix_web::http::header, actix, request::vary);
