//! A policy is a constant: what it says is in `cors!`.
use actix_web::App;
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

fn main() {
    let _ = App::new().wrap(APP.allow_any_origin());
}
