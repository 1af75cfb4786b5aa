use actix_web::{App, get};
use cors_runtime::cross_origin;

mod policies {
    use cors_runtime::Policy;

    cors_runtime::cors! { const APP = { origins: any }; }

    #[allow(non_upper_case_globals)]
    pub const items: Policy = APP;
}

#[allow(unused_imports)]
use policies::*;

#[cross_origin(items)]
#[get("/")]
async fn items() -> &'static str {
    "items"
}

fn main() {
    let _ = App::new().service(items);
}
