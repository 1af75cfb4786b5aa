use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const TENANTS = { origins: [runtime] };
}

#[cross_origin(origins: ["https://app.example.com"], methods: [GET])]
#[get("/fields")]
async fn fields() -> &'static str {
    "fields"
}

fn main() {
    let _ = App::new().service(fields);
}
