//! Not public API: what generated code calls. Anything here may change in any release.

pub use cors_macros::cors;

pub use std::borrow::Cow;

pub use cors_policy::allowed::Allowed;
pub use cors_policy::data::{Data, HeaderValues, Outcome};
pub use cors_policy::lookup::{OriginList, Patterns, RunTime, RunTimeEntry, Suffix, Table, Texts};
pub use cors_policy::words::RunTimeWaivers;

pub use crate::data::PolicyData;
pub use crate::header_value::HeaderValue;

#[cfg(feature = "actix-web")]
pub use crate::actix::route::{GuardFn, RoutePolicy, excluded};
