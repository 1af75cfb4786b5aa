//! What was tried against policies over real sockets, with one listener and with two: each attack that once succeeded,
//! bytes as no browser sends them, and load.

mod batch;
mod behind;
mod bytes;
mod cache;
mod connections;
mod guards;
mod kept_request;
mod load;
mod long_path;
mod served_twice;
mod service;
mod siblings;
mod tasks;
