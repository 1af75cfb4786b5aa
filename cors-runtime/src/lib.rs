//! CORS policies that the compiler checks.

mod decision;
mod display;
mod hash;
mod methods;
mod names;
mod origin;
mod policy;
mod query;
mod request_headers;
mod table;
mod verdict;
mod wire;

#[doc(hidden)]
pub mod private;

pub use crate::names::Names;
pub use crate::policy::{Policy, PolicyTemplate};
pub use crate::verdict::Verdict;

/// Declares CORS policies that the compiler checks.
#[macro_export]
macro_rules! cors {
    ($($tokens:tt)*) => { $crate::private::cors! { $crate { $($tokens)* } } };
}

#[cfg(feature = "actix-web")]
pub use cors_macros::cross_origin;

/// Not public API: `#[cross_origin(none)]` finds it beside the attribute, wherever that is imported from.
#[cfg(feature = "actix-web")]
#[doc(hidden)]
pub mod cross_origin {
    pub use crate::private::{none_guard, none_layer};
}
