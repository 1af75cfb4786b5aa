use actix_web::{App, get};
use cors_runtime::cross_origin;

#[cross_origin(origins = ["https://app.example.com", "https://admin.example.com"])]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
