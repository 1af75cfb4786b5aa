//! The policy is the argument itself.
use actix_web::get;
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(policy = APP)]
#[get("/")]
async fn route() -> &'static str {
    ""
}

fn main() {
    let _ = (APP, route);
}
