//! What `with_origins` returns may be an error, and somebody has to look.
use actix_web::{Responder, get};
use cors_runtime::{cors, cross_origin};

cors! {
    const TENANTS = { origins: [runtime] };
}

#[cross_origin(TENANTS, origins = TENANTS.with_origins(["https://t1.example.net"]))]
#[get("/")]
async fn index() -> impl Responder {
    "hello"
}

fn main() {
    let _ = index;
}
