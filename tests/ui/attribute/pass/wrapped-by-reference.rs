//! `.wrap(&APP)` is `.wrap(APP)`, wherever it stands in a chain of calls.

#![deny(warnings)]

use actix_web::{App, HttpResponse, web};
use cors_runtime::cors;

cors! {
    const APP = { origins: ["https://app.example.com"] };
}

fn main() {
    let scope = web::scope("/a").wrap(&APP).route("/", web::get().to(HttpResponse::Ok));
    let resource = web::resource("/b").wrap(&APP).to(HttpResponse::Ok);
    let _ = App::new().service(scope).service(resource).wrap(&APP).route("/c", web::get().to(HttpResponse::Ok));
}
