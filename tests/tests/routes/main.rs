//! Which policy a request meets: the attribute, exceptions beside a wrapped scope, authentication around routes, guards;
//! what a policy inside another one answers; and what CORS does not cover.

mod allowed_origin;
mod app;
mod attribute;
mod checked_origin;
mod exceptions;
mod guards;
mod names;
mod nested;
mod rows;
mod same;
mod skip_limits;
mod skip_preflights;
mod start_up;
mod trees;
mod walk;
mod websocket;
