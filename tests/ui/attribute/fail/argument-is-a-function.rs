use actix_web::{App, get};
use cors_runtime::{Policy, cors, cross_origin};

fn app() -> Policy {
    cors! { origins: ["https://app.example.com"] }
}

#[cross_origin(app)]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
