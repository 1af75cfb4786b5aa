//! The rules of [`cors-runtime`](https://docs.rs/cors-runtime), shared by the compiler and the running service.
//! Depend on `cors-runtime`: the interface of this crate may change with every version.
//!
//! Everything here is a function from plain values to plain values. Without features the crate holds what a
//! service needs that reads no policy at run time: `const fn`s without any dependency. The feature `origins` reads
//! entries of a list of origins, says what is wrong with them and builds their tables; `policies` checks whole
//! policies; `macros` adds what only the compiler needs.

pub mod allowed;
pub mod bytes;
#[cfg(feature = "policies")]
pub mod check;
#[cfg(feature = "policies")]
pub mod condition;
pub mod data;
pub mod decision;
#[cfg(feature = "macros")]
pub mod docs;
#[cfg(feature = "policies")]
pub mod draft;
#[cfg(feature = "origins")]
pub mod entry;
pub mod field;
pub mod header;
#[cfg(feature = "macros")]
pub mod list_file;
pub mod lookup;
pub mod method;
#[cfg(feature = "origins")]
pub mod near;
pub mod origin;
#[cfg(feature = "policies")]
pub mod policy;
pub mod response;
#[cfg(feature = "policies")]
pub mod suffixes;
pub mod token;
pub mod verdict;
#[cfg(feature = "origins")]
pub mod violation;
pub mod within;
pub mod words;

pub use crate::origin::Origin;
