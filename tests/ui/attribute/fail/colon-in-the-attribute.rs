use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const TENANTS = { origins: [runtime] };
}

#[cross_origin(TENANTS, origins: ["https://app.example.com"])]
#[get("/colon")]
async fn colon() -> &'static str {
    "colon"
}

fn main() {
    let _ = App::new().service(colon);
}
