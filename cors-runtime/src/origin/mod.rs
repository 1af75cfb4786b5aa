//! Origins: one that a request sends, read strictly, and the lists that policies hold.

mod list;
#[cfg(feature = "live")]
mod read;
mod request;
mod table;

pub(crate) use self::list::Found;
#[cfg(feature = "live")]
pub(crate) use self::list::Predicate;
pub use self::list::{OriginList, Origins, Patterns, RunTime, RunTimeEntry, Suffix};
pub use self::request::Origin;
pub(crate) use self::table::text;
pub use self::table::{Table, Texts};
