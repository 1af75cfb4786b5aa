use actix_web::{App, get, web};
use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(APP)]
#[get("/")]
async fn handler(app: impl AsRef<web::Bytes>) -> web::Bytes {
    app.as_ref().clone()
}

fn main() {
    let _ = App::new().service(handler);
}
