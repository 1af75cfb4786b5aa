//! What is special about `tower`: where policies stand in axum, services that fail, sockets. The tables of answers run
//! through both frameworks elsewhere.

mod allowed_origin;
mod arrangements;
mod events;
mod limits;
mod nested;
mod services;
mod sockets;
