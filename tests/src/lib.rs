//! What the black-box tests share.

pub mod example;
pub mod log;
pub mod service;
pub mod wire;

/// Every block of the README compiles. It stands here, and not in `cors-runtime`, because no path leads from a packaged
/// crate to the repository's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
