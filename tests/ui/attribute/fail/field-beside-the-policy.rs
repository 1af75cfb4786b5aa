use actix_web::{App, get};
use cors_runtime::{cors, cross_origin};

cors! {
    pub const TENANTS = { origins: [runtime] };
}

#[cross_origin(TENANTS, methods: [GET])]
#[get("/methods")]
async fn methods() -> &'static str {
    "methods"
}

fn main() {
    let _ = App::new().service(methods);
}
