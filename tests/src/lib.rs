//! What the black-box tests share.
//!
//! | to | there is |
//! |---|---|
//! | ask an application in the process | [`actix::serve`] and [`tower::serve`] start one, and a [`request::Request`] gets an [`answer::Answer`] |
//! | ask a server over a socket | [`actix_server`] and [`tower_server`], [`client`] for HTTP/1, [`page`] for what a browser's `fetch` does |
//! | ask the same of each framework and each kind of policy | [`deployments`], and a table of [`deployment::Row`]s |
//! | have the application answer something unusual | [`script`] |
//! | see what is logged | [`events`] |
//! | change what all tests of a process share | [`own_process`] |
//! | run an example, and the `curl` lines that it prints | [`example`], [`curl`], [`postgres`] |
//! | compare with an independent implementation | [`model`] for answers, [`origins`] for wildcards |
//! | feed the rules with mistakes, and follow what their messages say | [`mistakes`], [`help`], [`config`] |
//! | audit services that others wrote | [`peers`] |

pub mod actix;
pub mod actix_server;
pub mod answer;
pub mod any_policy;
pub mod client;
pub mod config;
pub mod curl;
pub mod deployment;
pub mod events;
pub mod example;
pub mod help;
pub mod middleware;
pub mod mistakes;
pub mod model;
pub mod origins;
pub mod own_process;
pub mod page;
pub mod peers;
pub mod postgres;
pub mod request;
pub mod script;
pub mod tower;
pub mod tower_server;

/// A policy around everything in each framework: see [`actix::deployments`] and [`tower::deployments`].
pub async fn deployments(policy: impl Into<any_policy::AnyPolicy>) -> Vec<deployment::Deployment> {
    let policy = policy.into();
    let mut all = actix::deployments(policy.clone()).await;
    all.extend(tower::deployments(policy));
    all
}

/// Every block of the README compiles. It is included here, and not in `cors-runtime`, because a packaged crate
/// does not contain the repository's README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
