//! The layer for `tower` services: axum, tonic, hyper. Only the files here name tower.
//!
//! Start reading in `service`: it is a thin cover over [`answer`](crate::answer).

mod allowed_origin;
mod future;
mod nested;
mod service;

pub use self::allowed_origin::{AllowedOriginFuture, AllowedOriginService};
pub use self::future::CorsFuture;
pub use self::service::CorsService;
