use actix_web::{App, routes};
use cors_runtime::cross_origin;

mod config {
    #[derive(Clone, Copy)]
    pub struct Policy;
    pub const MINE: Policy = Policy;
}

#[cross_origin(config::MINE)]
#[routes]
#[get("/a")]
#[delete("/b")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
