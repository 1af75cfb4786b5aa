//! The language: every form of it, where it may stand, and what it becomes in other builds.

mod builds;
mod every_help;
mod example;
mod features;
mod fixture;
mod forms;
mod help;
mod hygiene;
mod judged;
mod legal;
mod tables;
