use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(any)]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
