//! The rules of [`cors-runtime`](https://docs.rs/cors-runtime), which the compiler and the running service share. Depend
//! on `cors-runtime`: the interface of this crate may change with every version.
//!
//! Without features there is only what a service needs that reads no policy at run time: `const fn`s without any
//! dependency.

pub mod bytes;
pub mod hash;
pub mod origin;

#[cfg(feature = "policies")]
pub mod suffix;
#[cfg(feature = "origins")]
pub mod syntax;
