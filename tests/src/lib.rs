//! What the black-box tests share.
//!
//! Requests ([`request`]), responses ([`answer`]), what the application does ([`script`]) and tables of all three
//! ([`place`]) are plain data, so that the same tables serve every framework; [`actix`] is the adapter for actix-web.
//! [`model`] says in the contract's words what must come back. [`client`] and [`server`] speak over sockets.

pub mod actix;
pub mod answer;
pub mod client;
pub mod curl;
pub mod example;
pub mod log;
pub mod middleware;
pub mod model;
pub mod origins;
pub mod page;
pub mod place;
pub mod request;
pub mod script;
pub mod server;
