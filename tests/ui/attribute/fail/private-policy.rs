use actix_web::{App, get};
use cors_runtime::cross_origin;

mod policies {
    cors_runtime::cors! {
        const APP = { origins: ["https://app.example.com"] };
    }
}

#[cross_origin(policies::APP)]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
