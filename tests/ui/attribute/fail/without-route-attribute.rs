use cors_runtime::{cors, cross_origin};

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

#[cross_origin(APP)]
async fn handler() -> &'static str {
    "handler"
}

fn routes() -> actix_web::Route {
    actix_web::web::get().to(handler)
}

fn main() {
    let _ = routes();
}
