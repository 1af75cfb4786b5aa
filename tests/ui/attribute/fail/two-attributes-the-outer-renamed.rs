use actix_web::{App, get};
use cors_runtime::{cors, cross_origin, cross_origin as policy};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

#[policy(none)]
#[cross_origin(APP)]
#[get("/none")]
async fn excluded() -> &'static str {
    "excluded"
}

#[cross_origin(APP)]
#[get("/right")]
async fn right() -> &'static str {
    "right"
}

fn main() {
    let _ = App::new().service(excluded).service(right);
}
