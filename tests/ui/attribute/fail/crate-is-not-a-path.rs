use actix_web::{App, get};
use cors_runtime::cross_origin;

#[cross_origin(none, crate = "cors_runtime")]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
