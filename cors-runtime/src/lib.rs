//! CORS policies for [actix-web](https://actix.rs) and, with the feature `tower`, for [axum](https://docs.rs/axum) and
//! everything else on tower, checked while your service compiles.
//!
//! [`cors!`] declares policies as constants: a mistake in one fails the build, and the message says what to type
//! instead. A [`Policy`] is a middleware: it answers preflights itself and writes the CORS headers of every other
//! response, errors included, as the [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol) says.
//!
//! ```
//! use cors_runtime::cors;
//!
//! cors! {
//!     /// The single-page app.
//!     pub const APP = {
//!         origins: ["https://app.example.com", "https://*.preview.example.com"],
//!         methods: [GET, POST],
//!         headers: ["content-type"],
//!         credentials: true,
//!     };
//!
//!     expect APP {
//!         allow POST from "https://app.example.com" with ["content-type"];
//!         deny GET from "https://app.example.com.evil.net";
//!     }
//! }
//!
//! assert!(APP.allows_origin("https://a.b.preview.example.com"));
//! ```
#![cfg_attr(feature = "actix-web", doc = include_str!("front/actix.md"))]
#![cfg_attr(feature = "tower", doc = include_str!("front/tower.md"))]
//! # What it does and what it does not
//!
//! A request meets one policy, the one that the framework's own routing leads it to. A policy inside another one is a
//! bug in the service, and every request to it gets a 500. A request that is not a preflight is never rejected because of
//! its origin: CORS decides which pages may read a response, and is neither access control nor CSRF protection.
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
//!
//! # Features
//!
//! | feature | default | what it adds | what it costs |
//! |---|---|---|---|
//! | `actix-web` | yes | the middleware and the attribute for actix-web 4.15 or later | no dependency that a service on actix-web does not already have |
//! | `live` | yes | origins that are known only at run time | `arc-swap`, `url`, `idna` |
//! | `tracing` | yes | an event at debug level for each refusal | `tracing` |
//! | `tower` | no | the layer for axum, tonic, hyper and everything else that takes tower layers over `http` 1 | no dependency that a service on tower does not already have |
//! | `http` | no | one function that answers requests of `http` 1, for [every other framework](guide::frameworks); part of `tower` | `http` |
//! | `config` | no | whole policies from TOML, YAML or JSON; patterns in lists that are known only at run time, in every crate of the build | `serde`, all rules with their messages, and the Public Suffix List: 0.25 MB in a program that reads a list of origins from TOML anyway |
//!
//! Without `actix-web`, `tower` and `http` the policies and their queries remain, which need no framework: enough for a crate
//! that publishes the policies of a company.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "actix-web")]
mod actix;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod allowed_origin;
// `answer` alone meets no policy inside another one, and refuses no request but preflights.
#[cfg(any(feature = "actix-web", feature = "http"))]
#[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code))]
mod answer;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod checked_origin;
// Without a framework there are only the policies and their queries.
#[cfg_attr(not(any(feature = "actix-web", feature = "http")), allow(dead_code, unreachable_pub))]
mod choose;
mod data;
mod display;
#[cfg_attr(
    not(all(any(feature = "actix-web", feature = "tower"), feature = "tracing")),
    allow(dead_code, unused_variables)
)]
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
#[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code))]
mod reason;
mod refused;
#[cfg_attr(not(any(feature = "actix-web", feature = "http")), allow(unused))]
#[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code))]
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
