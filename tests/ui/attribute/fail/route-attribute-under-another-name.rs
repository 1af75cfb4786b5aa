//! actix-web takes this attribute, and `#[cross_origin]` reads it as another one.
use actix_web::{App, route as get};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(APP)]
#[get("/", method = "PUT")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
