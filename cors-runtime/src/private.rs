//! Not public API: what generated code calls. Anything here may change in any release.

pub use cors_macros::cors;

pub use std::borrow::Cow;

pub use cors_policy::allowed::Allowed;
pub use cors_policy::data::{Data, HeaderValues, Outcome};
pub use cors_policy::field::Fields;
pub use cors_policy::lookup::{OriginList, Patterns, RunTime, RunTimeEntry, Suffix, Table, Texts};
pub use cors_policy::within::Text;
pub use cors_policy::words::RunTimeWaivers;

pub use crate::data::PolicyData;
pub use crate::header_value::{DEFAULT_METHODS, HeaderValue};
pub use crate::origin_values::{OnFirstUse, OriginValues};
use crate::policy::{Policy, PolicyTemplate};

#[cfg(feature = "actix-web")]
pub use crate::actix::route::{GuardFn, RoutePolicy, excluded};

/// Not a method of the type, which the compiler would recommend to whoever tries to build a policy by calls.
pub const fn policy(data: &'static PolicyData) -> Policy {
    Policy(data)
}

/// See [`policy`].
pub const fn template(data: &'static PolicyData) -> PolicyTemplate {
    PolicyTemplate(data)
}

/// Whether `inner` grants nothing beyond `outer`.
pub const fn is_within(inner: &PolicyData, outer: &PolicyData) -> bool {
    inner.data.first_beyond(&outer.data).is_none()
}

/// What the compiler says where it does.
pub const fn beyond(inner: &PolicyData, outer: &PolicyData, inner_name: &str, outer_name: &str) -> Text {
    match inner.data.first_beyond(&outer.data) {
        Some(grant) => grant.text(inner_name, outer_name),
        None => Text::concat(&[]),
    }
}
