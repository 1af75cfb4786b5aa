use actix_web::{App, routes};
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(APP)]
#[routes]
#[get("/a")]
#[put("/a")]
#[put("/b")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
