//! Policies that are known only at run time: templates with a list or a predicate, and whole policies.

mod bound;
#[cfg(feature = "config")]
mod config;
mod errors;
mod list;
mod policy;
mod template;

pub use self::bound::{ConstantPolicy, NotWithin};
#[cfg(feature = "config")]
pub use self::config::{ConfigError, ConfigErrors, ConfigNote, List, OriginEntry, Origins, PolicyConfig};
pub use self::errors::{OriginErrors, ReplaceError, TemplateMismatch};
pub use self::policy::LivePolicy;
