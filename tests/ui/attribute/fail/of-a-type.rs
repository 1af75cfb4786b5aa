use actix_web::get;
use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

struct Api;

impl Api {
    #[cross_origin(APP)]
    #[get("/")]
    async fn handler(_: Option<&'static Self>) -> &'static str {
        "handler"
    }
}

fn main() {
    let _ = Api;
}
