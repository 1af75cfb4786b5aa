use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    const TENANTS = { origins: [runtime] };
}

#[cross_origin(TENANTS, origins = 7)]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
