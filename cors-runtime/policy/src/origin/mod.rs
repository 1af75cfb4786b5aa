//! Origins: one that a request sends, and what may stand for several in a policy.

mod address;
#[cfg(feature = "origins")]
mod covers;
#[cfg(feature = "origins")]
mod error;
mod exact;
#[cfg(feature = "origins")]
mod explain;
#[cfg(feature = "origins")]
mod pattern;
mod port;

#[cfg(feature = "origins")]
pub use self::error::OriginError;
pub use self::exact::{LONGEST_LABEL, LONGEST_NAME, LONGEST_ORIGIN, Origin, is_domain, is_opaque};
#[cfg(feature = "origins")]
pub use self::pattern::{Hosts, Pattern};
pub use self::port::{ANY_PORT, DEFAULT_PORT, Scheme, scheme_and_port, split_port};
