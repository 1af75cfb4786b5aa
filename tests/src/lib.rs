//! What the black-box tests share.
//!
//! Requests ([`request`]), responses ([`answer`]), what the application does ([`script`]) and tables of all three
//! ([`place`]) are plain data, so that the same tables serve every framework; [`actix`] and [`tower`] are the
//! adapters. [`model`] computes the expected response from the contract. [`client`] and [`server`] use sockets.

pub mod actix;
pub mod again;
pub mod answer;
pub mod client;
pub mod config;
pub mod curl;
pub mod example;
pub mod help;
pub mod log;
pub mod middleware;
pub mod mistakes;
pub mod model;
pub mod origins;
pub mod page;
pub mod peers;
pub mod place;
pub mod policy;
pub mod postgres;
pub mod request;
pub mod script;
pub mod server;
pub mod socket;
pub mod tower;

/// A policy in every place of every framework where it governs all requests, each with an application at
/// [`PATH`](place::PATH) that plays [`script`]s.
pub async fn places(policy: impl Into<policy::AnyPolicy>) -> Vec<place::Place> {
    let policy = policy.into();
    let mut places = actix::places(policy.clone()).await;
    places.extend(tower::places(policy));
    places
}

/// Every block of the README compiles. It is included here, and not in `cors-runtime`, because a packaged crate
/// does not contain the repository's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
