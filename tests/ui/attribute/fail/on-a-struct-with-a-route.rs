use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(APP)]
#[actix_web::get("/")]
struct Handler;

fn main() {}
