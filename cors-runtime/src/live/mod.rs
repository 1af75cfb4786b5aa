//! Origins that are known only at run time: a template and its list, or its predicate.

mod errors;
mod list;
mod policy;
mod template;

pub use self::errors::{OriginError, OriginErrors};
pub use self::policy::{LivePolicy, OtherTemplate};
pub(crate) use self::policy::ask;
