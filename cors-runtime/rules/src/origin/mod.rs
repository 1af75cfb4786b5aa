//! Origins: one that a request sends, and what may stand for several in a policy.

mod address;
mod exact;
mod port;

pub use self::exact::{ExactOrigin, LONGEST_LABEL, LONGEST_NAME, LONGEST_ORIGIN, is_domain};
pub use self::port::{ANY_PORT, DEFAULT_PORT, scheme_and_port, split_port};
