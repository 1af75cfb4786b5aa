use std::sync::LazyLock;

use actix_web::{App, get};
use cors_runtime::{LivePolicy, cors, cross_origin};

cors! {
    const TENANTS = { origins: [runtime] };
}

static LIVE: LazyLock<LivePolicy> = LazyLock::new(|| TENANTS.with_origins(["https://t.example"]).expect("an origin"));

#[cross_origin(LIVE)]
#[get("/")]
async fn handler() -> &'static str {
    "handler"
}

fn main() {
    let _ = App::new().service(handler);
}
