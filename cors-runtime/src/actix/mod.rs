//! The middleware for actix-web 4. Only the files here name actix.
//!
//! A request comes in: `view` shows it to [`decision`](crate::decision), `middleware` and `route` act on what that
//! says, `actual` and `preflight` write it on the wire. `marks` and `registry` are how a policy and a route's own
//! policy inside it agree which of them speaks.

mod actual;
mod event;
pub mod guard;
mod headers;
mod marks;
mod middleware;
mod past;
mod preflight;
mod reason;
mod registry;
pub(crate) mod route;
mod source;
mod template;
mod view;

mod future;

pub use self::future::PolicyFuture;
pub use self::middleware::PolicyMiddleware;
pub use self::past::{PastFuture, PastMiddleware, PastTransform, PreflightsPast, preflights_past};
pub use self::route::{RouteGuard, RouteLayer, RouteMiddleware};
pub use self::source::PolicySource;
