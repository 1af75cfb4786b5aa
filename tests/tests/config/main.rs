//! Whole policies from a configuration: what is read, what is refused, and what is in force.
#![allow(clippy::unwrap_used)]

mod foreign;
mod in_force;
mod mistakes;
mod notes;
mod services;
mod shapes;
mod values;
