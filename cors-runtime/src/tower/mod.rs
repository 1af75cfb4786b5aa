//! The layer for `tower` services: axum, tonic, hyper. Only the files here name tower.
//!
//! Start reading in `service`: it is a thin cover over [`answer`](crate::answer).

#[cfg(feature = "tower")]
mod allowed_origin;
#[cfg(feature = "tower")]
mod future;
#[cfg(feature = "tower")]
mod nested;
mod refused;
#[cfg(feature = "tower")]
mod service;

#[cfg(feature = "tower")]
pub use self::allowed_origin::AllowedOriginService;
#[cfg(feature = "tower")]
pub use self::future::CorsFuture;
#[cfg(feature = "tower")]
pub use self::service::CorsService;
