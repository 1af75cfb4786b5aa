use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const TENANTS = { origins: [runtime] };
}

#[cross_origin(origins: ["https://app.example.com"], methods: [GET])]
#[get("/fields")]
async fn fields() -> &'static str {
    "fields"
}

#[cross_origin(TENANTS, origins: ["https://app.example.com"])]
#[get("/colon")]
async fn colon() -> &'static str {
    "colon"
}

#[cross_origin(TENANTS, methods: [GET])]
#[get("/methods")]
async fn methods() -> &'static str {
    "methods"
}

fn main() {
    let _ = App::new().service(fields).service(colon).service(methods);
}
