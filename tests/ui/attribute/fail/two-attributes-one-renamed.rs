use actix_web::{App, get};
use cors_runtime::{cors, cross_origin, cross_origin as policy};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
    pub const PUBLIC = { origins: any };
}

#[cross_origin(APP)]
#[policy(PUBLIC)]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
