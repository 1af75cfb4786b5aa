use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

const PATH: &str = "/";

#[cross_origin(APP)]
#[get(PATH)]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
