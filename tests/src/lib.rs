//! What the black-box tests share.

pub mod example;
pub mod log;
pub mod service;
pub mod wire;
