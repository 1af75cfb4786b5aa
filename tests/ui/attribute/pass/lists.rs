//! What `origins = …` takes.

#![deny(warnings)]

use std::sync::LazyLock;

use actix_web::{App, Responder, get, routes};
use cors_runtime::{LivePolicy, cors, cross_origin};

cors! {
    const TENANTS = { origins: [runtime] };
}

static LIVE: LazyLock<LivePolicy> =
    LazyLock::new(|| TENANTS.with_origins(["https://t1.example"]).expect("an origin"));

#[cross_origin(TENANTS, origins = LIVE.clone())]
#[get("/live")]
async fn live() -> impl Responder {
    "live"
}

#[cross_origin(TENANTS, origins = TENANTS.with_origins(["https://t1.example"]).expect("an origin"))]
#[get("/result")]
async fn result() -> impl Responder {
    "result"
}

#[cross_origin(TENANTS, origins = ["https://t1.example", "https://t2.example"])]
#[get("/literals")]
async fn literals() -> impl Responder {
    "literals"
}

#[cross_origin(TENANTS, origins = LIVE.clone())]
#[routes]
#[get("/a")]
#[post("/b")]
async fn paths() -> impl Responder {
    "paths"
}

#[actix_web::scope("/scope")]
mod scoped {
    use actix_web::{Responder, get};
    use cors_runtime::cross_origin;

    #[cross_origin(super::TENANTS, origins = super::LIVE.clone())]
    #[get("/x")]
    pub async fn of_a_scope() -> impl Responder {
        "of a scope"
    }
}

#[cross_origin(TENANTS, origins = vec![String::from("https://t1.example")])]
#[get("/strings")]
async fn strings() -> impl Responder {
    "strings"
}

#[cross_origin(TENANTS, origins = { let empty: [&str; 0] = []; empty },)]
#[get("/none")]
async fn none() -> impl Responder {
    "none"
}

fn main() {
    drop(App::new().service(paths).service(scoped::of_a_scope).service(live).service(result).service(literals).service(strings).service(none));
}
