use actix_web::get;
use cors_runtime::{cors, cross_origin};

cors! {
    pub const APP = { origins: ["https://app.example.com"] };
}

struct Api(String);

impl Api {
    #[cross_origin(APP)]
    #[get("/")]
    async fn handler(&self) -> String {
        self.0.clone()
    }
}

fn main() {
    let _ = Api(String::new());
}
