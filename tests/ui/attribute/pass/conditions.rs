//! Handlers that some builds leave out, and attributes that come with a condition.

#![deny(warnings)]

use actix_web::{App, Responder, get, post};
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cfg(any())]
#[cross_origin(NOT_LOOKED_AT)]
#[get("/absent")]
async fn absent() -> impl Responder {
    "absent"
}

#[cfg(not(any()))]
#[cross_origin(APP)]
#[get("/present")]
async fn present() -> impl Responder {
    "present"
}

#[cross_origin(APP)]
#[cfg(not(any()))]
#[post("/below")]
async fn below() -> impl Responder {
    "below"
}

#[cross_origin(APP)]
#[post("/either")]
#[cfg(any())]
async fn either() -> impl Responder {
    "never"
}

#[cross_origin(none)]
#[post("/either")]
#[cfg(not(any()))]
async fn either() -> impl Responder {
    "this one"
}

#[cfg_attr(not(any()), cross_origin(APP), get("/conditional"))]
async fn conditional() -> impl Responder {
    "conditional"
}

fn main() {
    let app = App::new().service(present).service(below).service(either).service(conditional);
    drop(app);
}
