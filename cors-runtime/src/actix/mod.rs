//! The middleware for actix-web 4. Only the files here name actix.
//!
//! A request comes in: `view` shows it to [`decision`](crate::decision), `middleware` and `route` act on what that
//! says, `actual` and `preflight` write it on the wire. `marks` and `registry` are how a policy and a route's own
//! policy inside it agree which of them speaks.

mod actual;
mod allowed_origin;
mod checked;
mod checked_origin;
mod event;
mod future;
pub mod guard;
mod headers;
#[cfg(feature = "live")]
mod live;
mod marks;
mod middleware;
mod past;
mod past_future;
mod preflight;
#[cfg(debug_assertions)]
mod reason;
mod registry;
pub(crate) mod route;
mod source;
mod spoken;
mod template;
mod view;

pub use self::allowed_origin::{AllowedOrigin, AllowedOriginFuture, AllowedOriginMiddleware};
pub use self::checked_origin::CheckedOrigin;
pub use self::future::PolicyFuture;
#[cfg(feature = "live")]
pub use self::live::LiveRoute;
pub use self::middleware::PolicyMiddleware;
pub use self::past::{PastMiddleware, PastTransform, PreflightsPast, preflights_past};
pub use self::past_future::PastFuture;
pub use self::route::{RouteGuard, RouteLayer, RouteMiddleware};
pub use self::source::PolicySource;
