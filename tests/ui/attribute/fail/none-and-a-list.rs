//! Nobody is allowed, whatever the list.
use actix_web::get;
use cors_runtime::cross_origin;

#[cross_origin(none, ["https://tenant.example"])]
#[get("/")]
async fn route() -> &'static str {
    ""
}

fn main() {
    let _ = route;
}
