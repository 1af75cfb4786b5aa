//! Whole policies from a configuration: what is read, what is refused, and what is in force.
#![allow(clippy::unwrap_used)]

mod in_force;
mod mistakes;
mod notes;
mod shapes;
mod values;
