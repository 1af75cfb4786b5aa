use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    const TENANTS = { origins: ["https://app.example.com", runtime] };
}

#[cross_origin(TENANTS, allowed_origins = ["https://a.example.com"])]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
