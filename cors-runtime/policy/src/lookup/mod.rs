//! What requests are compared with. Everything here is a `const fn`, so the compiler's queries and the server's
//! decisions are the same code; only `layout` builds tables, in the macro and for what the running service reads.

mod hash;
mod in_label;
#[cfg(feature = "origins")]
mod layout;
mod names;
mod origins;
mod patterns;
mod request_headers;
mod table;
mod texts;

pub use self::names::{FoundMethod, NameSet, is_method};
pub use self::origins::{Found, OriginList, OriginSet, Predicate, RunTime, RunTimeEntry};
pub use self::patterns::{Patterns, Suffix};
pub use self::request_headers::Scan;
pub use self::table::Table;
pub use self::texts::{Texts, text};
