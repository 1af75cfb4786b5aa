//! There is no `Result` to return where a route is registered.
use actix_web::get;
use cors_runtime::{cors, cross_origin};

cors! {
    const TENANTS = { origins: [runtime] };
}

#[cross_origin(TENANTS, origins = TENANTS.with_origins_from_env("TENANTS")?)]
#[get("/")]
async fn route() -> &'static str {
    ""
}

fn main() {
    let _ = (TENANTS, route);
}
