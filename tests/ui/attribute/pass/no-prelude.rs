//! Generated code needs nothing of the prelude, and a trait for everything does not get in its way.
#![deny(warnings)]
#![no_implicit_prelude]

// actix-web's own attribute needs the name.
extern crate actix_web;

pub trait Everything {
    fn clone(&self) {}
    fn register(&self) {}
    fn layer(&self) {}
    fn route(&self) {}
}

impl<T: ?::core::marker::Sized> Everything for T {}

::cors_runtime::cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

#[::cors_runtime::cross_origin(APP)]
#[::actix_web::get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = ::actix_web::App::new().service(handler);
}
