use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

struct Api;

impl Api {
    #[cross_origin(APP)]
    #[actix_web::get("/")]
    async fn handler(&self) -> &'static str {
        "handler"
    }
}

fn main() {}
