use actix_web::{App, route};
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(crate::APP)]
#[route("/", method = "GET", method = "PURGE")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
