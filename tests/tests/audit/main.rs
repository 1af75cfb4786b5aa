//! The audit of services, against real ones, right and wrong: ours in process and over sockets, others in Rust over
//! sockets, and a dozen in other languages from recorded answers. `tests/peers/run` audits those over sockets too, and
//! records them anew.

mod examples;
mod live;
mod matrix;
mod mutations;
mod recorded;
mod rust;
