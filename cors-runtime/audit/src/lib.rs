#![doc = include_str!("front.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod policy;
mod service;

pub mod guide;

pub use crate::policy::{Audit, Auditable, Probe, Weakness, audit};
pub use crate::service::{Answer, Exchange, Finding, Plan, Report, Severity, judge, plan};
#[doc(hidden)]
pub use crate::service::{browser, inspect, sendable};
