//! The layer for `tower` services over `http` 1: axum, tonic, hyper. Only the files here name them.
//!
//! The path of a request: `request` reads it, [`decision`](crate::decision) decides, `preflight` or
//! [`response`](crate::response) writes the headers. Start reading in `service`; `nested` is its one condition.

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
