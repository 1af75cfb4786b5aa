//! What the guide says of moving here from actix-cors and tower-http: each setup of its tables is built with the other
//! library and with this one, both get the same requests, and both answer what the tables here say.

mod actix_cors;
mod methods;
mod mistakes;
mod rows;
mod tower_http;
