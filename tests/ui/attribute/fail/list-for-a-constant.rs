use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(APP, origins = ["https://tenant.example"])]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
