//! A list is given by its key.
use actix_web::get;
use cors_runtime::{cors, cross_origin};

cors! {
    const TENANTS = { origins: [runtime] };
}

#[cross_origin(TENANTS, ["https://tenant.example"])]
#[get("/")]
async fn route() -> &'static str {
    ""
}

fn main() {
    let _ = (TENANTS, route);
}
