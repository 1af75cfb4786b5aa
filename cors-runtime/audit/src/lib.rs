//! Audits CORS, in three ways:
//!
//! | use | to audit | in |
//! |---|---|---|
//! | [`audit`] | a policy, in process | the tests of the crate that declares it |
//! | [`plan`] and [`judge`] | a service, through any client | the tests of the service: is the policy where you think it is? |
//! | the command `cors-audit` | a deployed service, in whatever language and behind whatever proxy | a pipeline, or a review |
//!
//! # A policy
//!
//! Scanners know the mistakes of hand-written CORS code: an origin that is reflected, compared only by its beginning or
//! its end, matched by a regular expression with an unescaped dot, and so on. [`audit`] derives such origins from the
//! service's own and from every origin and pattern of the policy, checks each against the policy, and reports the grants.
//! In the tests of a service that is one line for each policy:
//!
//! ```toml
//! [dev-dependencies]
//! cors-audit = { version = "0.2", default-features = false }
//! ```
//!
//! ```
//! use cors_audit::{Weakness, audit};
//! use cors_runtime::cors;
//!
//! cors! {
//!     const APP = { origins: ["https://app.example.com"], credentials: true };
//!     const PREVIEWS = { origins: ["https://*.preview.example.com"], credentials: true };
//!     const PUBLIC = { origins: any };
//!     const TENANTS = { origins: [runtime], credentials: true };
//! }
//!
//! // In a `#[test]`, with the origin of your own service:
//! audit(APP, "https://api.example.com").assert_nothing_granted();
//! audit(PREVIEWS, "https://api.example.com").assert_granted_only(&[Weakness::DeclaredWildcard]);
//! audit(PUBLIC, "https://api.example.com").assert_no_credentials_granted();
//!
//! let live = TENANTS.with_origins(["https://t1.example"])?;
//! audit(live, "https://api.example.com").assert_nothing_granted();
//! # Ok::<_, cors_runtime::OriginErrors>(())
//! ```
//!
//! A `cors!` policy grants these probes only what it declares: hosts of its wildcards ([`Weakness::DeclaredWildcard`]),
//! and what its waivers allow ([`Weakness::DeclaredPublicSuffix`], [`Weakness::DeclaredInsecure`],
//! [`Weakness::DeclaredAnyHost`]). A test that accepts the first weakness fails as soon as one of the others is added. The
//! audit also covers predicates and run-time lists, which the compiler does not see. It opens no connection. A failing
//! assertion prints a table of what was granted and why it matters.
//!
//! # A service, in its own tests
//!
//! Only the service can tell whether the policy is where you think it is. A [`plan`] has the requests that pages of
//! allowed and of hostile origins would send to one URL, and [`judge`] draws a browser's conclusions from the answers.
//! Neither opens a connection, so the same test works in process and over a socket, for a constant policy and for a live
//! one. With actix-web:
//!
//! ```
//! use actix_web::test::{TestRequest, call_service, init_service};
//! use actix_web::{App, HttpResponse, web};
//! use cors_audit::{Answer, judge, plan};
//! use cors_runtime::cors;
//!
//! cors! {
//!     const APP = { origins: ["https://app.example.com"], methods: [GET, PUT], credentials: true };
//! }
//!
//! # #[actix_web::main]
//! # async fn main() {
//! let items = web::resource("/items/7").get(HttpResponse::Ok).put(HttpResponse::NoContent);
//! let app = init_service(App::new().service(web::scope("/api").service(items).wrap(APP))).await;
//!
//! let mut plan = plan(&APP, "https://api.example.com", ["GET", "PUT"]);
//! while let Some(exchange) = plan.next_exchange() {
//!     let mut request = TestRequest::with_uri(&exchange.url("/api/items/7"));
//!     request = request.method(exchange.method().parse().expect("GET or OPTIONS"));
//!     for header in exchange.headers() {
//!         request = request.append_header(header);
//!     }
//!     let response = call_service(&app, request.to_request()).await;
//!     plan.answer(exchange, Answer::new(response.status().as_u16(), response.headers()));
//! }
//! judge(&plan).assert_clean();
//! # }
//! ```
//!
//! With axum, tonic or anything else on tower:
//!
//! ```
//! use axum::body::Body;
//! use axum::http::Request;
//! use axum::{Router, routing::get};
//! use cors_audit::{Answer, judge, plan};
//! use cors_runtime::cors;
//! use tower::ServiceExt as _;
//!
//! cors! {
//!     const PUBLIC = { origins: any, methods: [GET] };
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let app = Router::new().route("/summary", get(async || "hello")).layer(PUBLIC);
//!
//! let mut plan = plan(&PUBLIC, "https://api.example.com", ["GET"]);
//! while let Some(exchange) = plan.next_exchange() {
//!     let mut request = Request::builder().method(exchange.method()).uri(exchange.url("/summary"));
//!     for (name, value) in exchange.headers() {
//!         request = request.header(name, value);
//!     }
//!     let request = request.body(Body::empty()).expect("a request");
//!     let response = app.clone().oneshot(request).await.expect("an answer");
//!     plan.answer(exchange, Answer::new(response.status().as_u16(), response.headers()));
//! }
//! judge(&plan).assert_clean();
//! # }
//! ```
//!
//! One such test for each URL that matters replaces a table of preflights. It finds a policy in the wrong place
//! (inside the authentication, or inside something that redirects or refuses), and every grant of the service beyond the
//! policy. A failing assertion prints each finding with an example, a remedy and a `curl` line.
//!
//! # A deployed service
//!
//! ```text
//! cargo install cors-audit
//! cors-audit https://staging.example.com/api/items/7 --policy cors.toml
//! ```
//!
//! The policy is a file with the fields of [`cors!`](cors_runtime::cors), as `PolicyConfig` reads it. The exit status is
//! 0 if the service is clean, 1 if there are findings, and 2 if the audit could not tell. See `cors-audit --help` for the
//! rest.
//!
//! [`guide`] explains the conclusions, and lists what the audit found in a hundred services.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod policy;
mod service;

pub mod guide;

pub use crate::policy::{Audit, Auditable, Probe, Weakness, audit};
pub use crate::service::{Answer, Exchange, Finding, Plan, Report, Severity, judge, plan};
#[doc(hidden)]
pub use crate::service::{browser, inspect, sendable};
