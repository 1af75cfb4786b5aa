//! A policy is named, and its list is given by a key.
use actix_web::get;
use cors_runtime::{cors, cross_origin};

cors! {
    const TENANTS = { origins: [runtime] };
}

#[cross_origin(TENANTS.with_origins(["https://tenant.example"]))]
#[get("/")]
async fn route() -> &'static str {
    ""
}

fn main() {
    let _ = (TENANTS, route);
}
