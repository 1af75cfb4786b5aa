//! Audits CORS: a policy of [`cors_runtime`] against the origins that scanners try.
//!
//! # A policy
//!
//! Scanners know the mistakes of hand-written CORS code: an origin that is reflected, compared only by its beginning or
//! its end, matched by a regular expression with an unescaped dot, and so on. [`audit`] derives such origins from the
//! service's own and from every origin and pattern of the policy, checks each against the policy, and reports what each
//! was granted. In the tests of a service that is one line for each policy:
//!
//! ```toml
//! [dev-dependencies]
//! cors-audit = { version = "0.2", default-features = false }
//! ```
//!
//! ```
//! use cors_audit::{Class, audit};
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
//! audit(PREVIEWS, "https://api.example.com").assert_granted_only(&[Class::DeclaredWildcard]);
//! audit(PUBLIC, "https://api.example.com").assert_no_credentials_granted();
//!
//! let live = TENANTS.with_origins(["https://t1.example"])?;
//! audit(live, "https://api.example.com").assert_nothing_granted();
//! # Ok::<_, cors_runtime::OriginErrors>(())
//! ```
//!
//! A `cors!` policy grants these probes only what it declares: hosts of its wildcards ([`Class::DeclaredWildcard`]),
//! and what its waivers allow ([`Class::DeclaredPublicSuffix`], [`Class::DeclaredInsecure`],
//! [`Class::DeclaredAnyHost`]). A test that accepts the first class fails as soon as one of the others is added. The
//! audit also covers predicates and run-time lists, which the compiler does not see. It opens no connection. A failing
//! assertion prints a table of what was granted and why it matters.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod policy;
mod service;

pub use crate::policy::{Audit, Class, Probe, Subject, audit};
#[doc(hidden)]
pub use crate::service::browser;
pub use crate::service::{Answer, Exchange, Finding, Plan, Report, Severity, judge, plan};
