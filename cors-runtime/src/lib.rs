//! CORS policies for [actix-web](https://actix.rs) that the compiler checks.
//!
//! [`cors!`] declares policies as constants and documents the language. A [`Policy`] is a middleware: `.wrap(APP)`
//! puts it around an `App`, a `Scope` or a `Resource`.
#![cfg_attr(
    feature = "actix-web",
    doc = "[`#[cross_origin(APP)]`](attr.cross_origin.html) gives one route its own."
)]
//!
//! ```
#![cfg_attr(feature = "actix-web", doc = "use actix_web::{App, web};")]
//! use cors_runtime::cors;
//!
//! cors! {
//!     /// The single-page app.
//!     pub const APP = {
//!         origins: ["https://app.example.com"],
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
#![cfg_attr(feature = "actix-web", doc = "let app = App::new().service(web::scope(\"/api\").wrap(APP));")]
//! assert!(APP.allows_origin("https://app.example.com"));
//! ```
//!
//! A policy answers preflights itself and writes the CORS headers of every other response, errors included, as the
//! [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol) has it. A request is never rejected because of
//! its origin: CORS is no access control.
//!
//! # Where to go from here
//!
//! | for | see |
//! |---|---|
//! | the language, its rules and its waivers | [`cors!`] |
//! | what a policy can be asked, also in a `const` | [`Policy`], [`Verdict`] |
//! | origins that only the running service knows | [`PolicyTemplate`] |
#![cfg_attr(
    feature = "actix-web",
    doc = "| a policy for one route | [`#[cross_origin]`](attr.cross_origin.html) |"
)]
#![cfg_attr(feature = "actix-web", doc = "| authentication around such routes | [`skip_preflights`] |")]
#![cfg_attr(feature = "actix-web", doc = "| resources registered by hand | [`guard`] |")]
#![cfg_attr(
    feature = "actix-web",
    doc = "| WebSockets, and forms that change something | [`AllowedOrigin`] |"
)]
//!
//! # Features
//!
//! `actix-web` (default): the middleware and the attribute. `live` (default): origins that are known only at run
//! time. `tracing` (default): an event for each refusal. `testing`: probes that audit a policy.

#[cfg(feature = "actix-web")]
mod actix;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod allowed_origin;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod by_method;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod checked_origin;
mod data;
// Without a framework there are only the policies and their queries.
#[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code))]
mod decision;
mod display;
#[cfg_attr(
    not(all(any(feature = "actix-web", feature = "tower"), feature = "tracing")),
    allow(dead_code, unused_variables)
)]
mod event;
mod header_value;
#[cfg(feature = "live")]
mod live;
mod methods;
mod names;
mod origin;
mod policy;
#[cfg(all(any(feature = "actix-web", feature = "tower"), debug_assertions))]
mod reason;
#[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code))]
mod request_headers;
#[cfg(any(feature = "actix-web", feature = "tower"))]
mod response;
#[cfg_attr(not(any(feature = "actix-web", feature = "tower")), allow(dead_code, unreachable_pub))]
mod source;
#[cfg(feature = "tower")]
mod tower;
mod verdict;

pub mod guide;
#[doc(hidden)]
pub mod private;
#[cfg(feature = "testing")]
pub mod testing;

#[cfg(feature = "actix-web")]
pub use crate::actix::{guard, skip_preflights};
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub use crate::allowed_origin::AllowedOrigin;
#[cfg(all(any(feature = "actix-web", feature = "tower"), feature = "live"))]
pub use crate::by_method::by_method_live;
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub use crate::by_method::{ByMethod, by_method};
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub use crate::checked_origin::CheckedOrigin;
#[cfg(feature = "config")]
pub use crate::live::{ConfigError, ConfigErrors, PolicyConfig};
#[cfg(feature = "live")]
pub use crate::live::{LivePolicy, OriginError, OriginErrors, OtherTemplate};
pub use crate::names::Names;
pub use crate::origin::Origin;
pub use crate::policy::{Policy, PolicyTemplate};
pub use crate::verdict::Verdict;

/// The types that the functions and traits here return.
#[cfg(any(feature = "actix-web", feature = "tower"))]
pub mod middleware {
    #[cfg(feature = "actix-web")]
    pub use crate::actix::{
        AllowedOriginFuture, AllowedOriginMiddleware, ByMethodMiddleware, PolicyFuture, PolicyMiddleware,
        SkipPreflights, SkipPreflightsFuture, SkipPreflightsMiddleware,
    };
    /// For `tower`.
    #[cfg(feature = "tower")]
    pub mod tower {
        pub use crate::tower::{
            AllowedOriginFuture, AllowedOriginService, CorsBody, CorsFuture, CorsService,
        };
    }
}

#[doc = include_str!("cors.md")]
#[macro_export]
macro_rules! cors {
    ($($tokens:tt)*) => { $crate::private::cors! { $crate { $($tokens)* } } };
}

/// Gives a route a CORS policy of its own.
///
/// It stands above one of actix-web's route attributes, and makes the route answer the preflights for its methods:
///
/// ```
/// use actix_web::{App, HttpResponse, get, post};
/// use cors_runtime::{cors, cross_origin};
///
/// cors! {
///     /// Anyone may read.
///     const PUBLIC = { origins: any };
///
///     /// Editors write, with their cookies.
///     const EDITORS = {
///         origins: ["https://edit.example.com"],
///         methods: [POST, DELETE],
///         headers: ["content-type"],
///         credentials: true,
///     };
/// }
///
/// #[cross_origin(PUBLIC)]
/// #[get("/articles")]
/// async fn list() -> HttpResponse {
///     HttpResponse::Ok().body("[]")
/// }
///
/// #[cross_origin(EDITORS)]
/// #[post("/articles")]
/// async fn create() -> HttpResponse {
///     HttpResponse::Created().finish()
/// }
///
/// let app = App::new().service(list).service(create);
/// # let _ = app;
/// ```
///
/// # Its argument
///
/// | | |
/// |---|---|
/// | `#[cross_origin(PATH)]` | the policy: a constant of any module or crate, made by [`cors!`] |
/// | `#[cross_origin(PATH, origins = EXPR)]` | a policy with `runtime` in its `origins`; `EXPR` is a [`LivePolicy`] that was made from it, or a list of origins; it is evaluated where the route is registered, and a list with mistakes is a panic there |
/// | `#[cross_origin(none)]` | the route takes no part in CORS: its preflights are refused, and its responses carry no CORS headers |
/// | `#[cross_origin(none, crate = path)]` | the same inside a `macro_rules!`, where the attribute cannot see its own path: `path::cross_origin` is this attribute |
///
/// # Its place
///
/// Above `#[get]`, `#[post]`, `#[put]`, `#[delete]`, `#[head]`, `#[patch]`, `#[options]`, `#[query]`, `#[route]` or
/// `#[routes]`, which may be qualified (`#[actix_web::get("/")]`). That attribute stays actix-web's, with its `name`,
/// `guard` and `wrap`:
///
/// - The policy stands outside each `wrap` of the route: authentication there never sees a preflight, and its refusals
///   carry the policy's headers.
/// - The route takes every well-formed preflight for its path and methods. One that a `guard` refuses is refused, and
///   never falls to another route, which might grant it. So a guard on a header that preflights lack, such as
///   `Content-Type`, shuts other origins out. Where the body's type decides, use one wrapped `web::resource` with
///   guarded routes in it.
///
/// A method of the route that the policy does not allow is a compile error:
///
/// ```compile_fail,E0080
/// # use actix_web::{HttpResponse, delete};
/// # use cors_runtime::{cors, cross_origin};
/// cors! {
///     const READERS = { origins: ["https://app.example.com"], methods: [GET] };
/// }
///
/// #[cross_origin(READERS)] // policy `READERS` does not allow DELETE
/// #[delete("/articles")]
/// async fn remove() -> HttpResponse {
///     HttpResponse::NoContent().finish()
/// }
/// # fn main() {}
/// ```
///
/// # Beside a wrapped policy
///
/// A request meets one policy, the one that actix's own routing leads it to. A route with a policy of its own therefore
/// stands beside what another policy wraps, and is registered before it:
///
/// ```
/// use actix_web::{App, HttpResponse, get, put, web};
/// use cors_runtime::{cors, cross_origin};
///
/// cors! {
///     const APP = { origins: ["https://app.example.com"], methods: [GET, PUT], credentials: true };
///     const PUBLIC = { origins: any };
/// }
///
/// #[cross_origin(PUBLIC)]
/// #[get("/status")]
/// async fn status() -> &'static str {
///     "up"
/// }
///
/// #[put("/items")]
/// async fn replace() -> HttpResponse {
///     HttpResponse::NoContent().finish()
/// }
///
/// let app = App::new().service(status).service(web::scope("").service(replace).wrap(APP));
/// # let _ = app;
/// ```
///
/// A policy inside another one answers every request with 500, and its first test says so. A route without the attribute
/// is no exception: its preflights fall to the scope behind it, which answers them.
#[cfg(feature = "actix-web")]
#[doc(inline)]
pub use cors_macros::cross_origin;

/// Not public API: `#[cross_origin(none)]` finds it beside the attribute, wherever that is imported from.
#[cfg(feature = "actix-web")]
#[doc(hidden)]
pub mod cross_origin {
    pub use crate::private::excluded;
}
