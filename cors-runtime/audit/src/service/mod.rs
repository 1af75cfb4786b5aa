//! The audit of a service: what to ask it, and what its answers mean, without a client.

mod answer;
#[doc(hidden)]
pub mod browser;
mod exchange;
mod finding;
mod judge;
mod origins;
mod plan;
mod report;
#[doc(hidden)]
pub mod sendable;

pub use self::answer::Answer;
pub use self::exchange::Exchange;
pub use self::finding::{Severity, findings};
#[doc(hidden)]
pub use self::judge::inspect;
pub use self::judge::judge;
pub use self::plan::{Plan, plan};
pub use self::report::{Finding, Report};
