//! Not public API: what generated code calls. Anything here may change in any release.

pub use cors_macros::cors;

pub use std::borrow::Cow;

pub use crate::data::{ExposedHeaders, Outcome, PolicyData};
pub use crate::header_value::{HeaderValue, HeaderValues};
pub use crate::methods::Methods;
pub use crate::origin::{OriginList, Origins, Patterns, RunTime, RunTimeEntry, Suffix, Table, Texts};
pub use crate::request_headers::RequestHeaders;

#[cfg(feature = "actix-web")]
pub use crate::actix::route::{GuardFn, RoutePolicy, excluded};
