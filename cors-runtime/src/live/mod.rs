//! Policies that are known only at run time: templates with a list or a predicate, and whole policies.

#[cfg(feature = "config")]
mod config;
mod errors;
mod list;
mod policy;
mod template;

#[cfg(feature = "config")]
pub use self::config::{ConfigError, ConfigErrors, ConfigNote, List, OriginEntry, Origins, PolicyConfig};
pub use self::errors::{OriginError, OriginErrors};
pub use self::policy::{LivePolicy, OtherTemplate};
