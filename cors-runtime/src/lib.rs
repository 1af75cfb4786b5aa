//! CORS policies that the compiler checks.

#[cfg(feature = "actix-web")]
mod actix;
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

#[cfg(feature = "actix-web")]
pub use crate::actix::{guard, preflights_past};
pub use crate::names::Names;
pub use crate::policy::{Policy, PolicyTemplate};
pub use crate::verdict::Verdict;

/// The middleware's types, for whoever must name one.
#[cfg(feature = "actix-web")]
pub mod middleware {
    pub use crate::actix::{
        PastFuture, PastMiddleware, PastTransform, PolicyFuture, PolicyMiddleware, PreflightsPast,
    };
}

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
