#![doc = include_str!("front/page.md")]
#![cfg_attr(feature = "actix-web", doc = include_str!("front/actix.md"))]
#![cfg_attr(feature = "tower", doc = include_str!("front/tower.md"))]
#![doc = include_str!("front/limits.md")]
//!
//! # Where to go on
//!
//! | for | see |
//! |---|---|
//! | the language, its rules and its waivers | [`cors!`] |
//! | questions that a policy answers, also in a `const` | [`Policy`], [`Verdict`] |
//! | a company's policy that no service goes beyond | [`within`](crate::cors#one-policy-within-another), [`Policy::is_within`] |
#![cfg_attr(
    feature = "actix-web",
    doc = "| a policy for one route | [`#[cross_origin]`](attr.cross_origin.html) |"
)]
#![cfg_attr(feature = "actix-web", doc = "| authentication around such routes | [`skip_preflights`] |")]
//! | different policies on one path, by method or by origin | [`Policy::except_methods`], [`Policy::except_origins_of`] |
#![cfg_attr(
    any(feature = "actix-web", feature = "tower"),
    doc = "| WebSockets, and forms that change something | [`AllowedOrigin`] |"
)]
#![cfg_attr(
    feature = "http",
    doc = "| a framework that this crate has no middleware for | [`Policy::answer`] |"
)]
#![cfg_attr(
    feature = "live",
    doc = "| origins that only the running service knows | [`PolicyTemplate`], [`LivePolicy`] |"
)]
#![cfg_attr(feature = "config", doc = "| a whole policy from a configuration file | [`PolicyConfig`] |")]
//! | an audit with the origins that scanners try, of a policy and of a service | [`cors-audit`](https://docs.rs/cors-audit) |
//! | everything by topic: routes, authentication, recipes, troubleshooting, migration | [`guide`] |
#![doc = include_str!("front/features.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
// What nobody uses at all is found with all features. Without a framework there are only the policies and their queries;
// `answer` alone (`http` without `tower`) meets no policy inside another one, and refuses no request but preflights; without
// `tracing` nobody is told.
#![cfg_attr(
    not(any(feature = "actix-web", feature = "http")),
    allow(unused_imports, unused_macros, unreachable_pub)
)]
#![cfg_attr(not(all(any(feature = "actix-web", feature = "tower"), feature = "tracing")), allow(dead_code))]
#![cfg_attr(
    not(all(any(feature = "actix-web", feature = "http"), feature = "tracing")),
    allow(unused_variables)
)]

#[cfg(feature = "actix-web")]
mod actix;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod allowed_origin;
#[cfg(any(feature = "actix-web", feature = "http"))]
mod answer;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod checked_origin;
mod choose;
mod data;
mod display;
mod event;
mod header_value;
#[cfg(feature = "http")]
mod http1;
#[cfg(feature = "live")]
mod live;
mod names;
mod origin_values;
mod policy;
#[cfg(any(feature = "actix-web", feature = "http"))]
mod reason;
mod refused;
mod response;
mod tower;

pub mod guide;
#[doc(hidden)]
pub mod inspect;
#[doc(hidden)]
pub mod private;

#[doc(inline)]
pub use cors_policy::Origin;
#[cfg(feature = "live")]
#[doc(inline)]
pub use cors_policy::origin::OriginError;
#[cfg(feature = "config")]
#[doc(inline)]
pub use cors_policy::words::{FieldName, Waiver};

#[cfg(feature = "actix-web")]
pub use crate::actix::{guard, skip_preflights};
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub use crate::allowed_origin::AllowedOrigin;
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub use crate::checked_origin::CheckedOrigin;
pub use crate::choose::{ByMethod, ByOrigin};
#[cfg(feature = "http")]
pub use crate::http1::{Answer, ResponseHeaders};
#[cfg(feature = "config")]
pub use crate::live::{ConfigError, ConfigErrors, ConfigNote, List, OriginEntry, Origins, PolicyConfig};
#[cfg(feature = "live")]
pub use crate::live::{ConstantPolicy, LivePolicy, NotWithin, OriginErrors, ReplaceError, TemplateMismatch};
pub use crate::names::Names;
pub use crate::policy::{Policy, PolicyTemplate};
/// ```
/// use cors_runtime::{cors, Verdict};
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"], headers: ["content-type"] };
/// }
///
/// const _: () = assert!(APP.check("https://app.example.com", "GET", &["content-type"]).is_allowed());
/// assert_eq!(APP.check("https://evil.example", "GET", &[]), Verdict::OriginNotAllowed);
/// assert_eq!(APP.check("https://app.example.com", "DELETE", &[]).to_string(), "the method is not in `methods`");
/// ```
pub use cors_policy::verdict::Verdict;

/// Services, futures and other types that functions and traits of this crate return.
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub mod middleware {
    #[cfg(feature = "actix-web")]
    pub use crate::actix::{
        AllowedOriginFuture, AllowedOriginMiddleware, PolicyFuture, PolicyMiddleware, SkipPreflights,
        SkipPreflightsFuture, SkipPreflightsMiddleware,
    };
    /// For `tower`.
    #[cfg(feature = "tower")]
    pub mod tower {
        pub use crate::tower::{AllowedOriginService, CorsFuture, CorsService};
    }
}

#[doc = include_str!("cors.md")]
#[macro_export]
macro_rules! cors {
    ($($tokens:tt)*) => { $crate::private::cors! { $crate { $($tokens)* } } };
}

#[doc = include_str!("cross_origin.md")]
#[cfg(feature = "actix-web")]
#[doc(inline)]
pub use cors_macros::cross_origin;

/// Not public API: `#[cross_origin(none)]` finds it beside the attribute, wherever that is imported from.
#[cfg(feature = "actix-web")]
#[doc(hidden)]
pub mod cross_origin {
    pub use crate::private::excluded;
}
