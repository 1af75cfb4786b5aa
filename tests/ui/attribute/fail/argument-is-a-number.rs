use actix_web::{App, get};
use cors_runtime::cross_origin;

const LIMIT: usize = 3;

#[cross_origin(LIMIT)]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
