//! What comes back: each row of "What a request is" and "Answers", on an `App`, a `Scope`, a `Resource` and a route, by
//! a constant, by a template with its list and by a configuration; all headers compared.

mod actual;
mod any;
mod any_origin;
mod check;
mod choosers;
mod errors;
mod events;
mod fields;
mod generated;
mod log_alone;
mod model;
mod nobody;
mod owned;
mod policies;
mod preflight;
mod reasons;
mod unusable_choosers;
mod vary;
