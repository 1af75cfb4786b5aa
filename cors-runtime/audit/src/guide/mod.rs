//! The guide: how an audit concludes, and what it found.
//!
//! | page | about |
//! |---|---|
//! | [`judgement`] | the requests, the conclusions, and what no audit can know |
//! | [`findings`] | each finding: what it means and what to do |
//! | [`peers`] | the services that the audit was tried on: what was wrong with each, and what the audit said |

#[doc = include_str!("judgement.md")]
pub mod judgement {}

#[doc(inline)]
pub use crate::service::findings;

#[allow(clippy::doc_markdown)] // the names of packages and set-ups
#[doc = include_str!("peers.md")]
pub mod peers {}
