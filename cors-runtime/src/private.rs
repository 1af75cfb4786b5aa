//! Not public API: what generated code calls. Anything here may change in any release.

pub use cors_macros::cors;

pub use crate::methods::Methods;
pub use crate::origin::{Bucket, List, Origins, Patterns, Runtime};
pub use crate::policy::Facts;
pub use crate::query::{Outcome, Queries};
pub use crate::request_headers::RequestHeaders;
pub use crate::table::Table;
pub use crate::wire::{Value, Wire, value};

#[cfg(all(feature = "actix-web", feature = "live"))]
pub use crate::actix::LiveRoute;
#[cfg(feature = "actix-web")]
pub use crate::actix::route::{guard as none_guard, none_layer};
#[cfg(feature = "actix-web")]
pub use crate::actix::{PolicySource, RouteGuard, RouteLayer, RouteMiddleware};
