//! The services that `cors-audit` is held against: `tests/peers/run` starts them, and their answers are recorded.

pub mod policies;
pub mod setups;
pub mod sockets;
pub mod transcript;
