use actix_web::{HttpResponse, delete};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, POST],
    };
}

#[cross_origin(APP)]
#[delete("/items/{id}")]
async fn remove() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

fn main() {}
