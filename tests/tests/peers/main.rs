//! The audit of services against real ones, right and wrong: in Rust over sockets, and a dozen others from recorded
//! answers. `tests/peers/run` audits the others over sockets too, and records them anew.

mod live;
mod policies;
mod recorded;
mod rust;
mod setups;
mod transcript;
