//! The layer for `tower` services over `http` 1: axum, tonic, hyper. Only the files here name them.
//!
//! A request's way: `request` reads it, [`decision`](crate::decision) says what it gets, `preflight` or
//! [`response`](crate::response) writes that. `service` is the whole story, `nested` its one condition.

mod allowed_origin;
mod body;
mod future;
mod nested;
mod preflight;
mod request;
mod service;

pub use self::allowed_origin::{AllowedOriginFuture, AllowedOriginService};
pub use self::body::CorsBody;
pub use self::future::CorsFuture;
pub use self::service::CorsService;

crate::response::headers!(http::HeaderMap, http::header, http, request::vary);
