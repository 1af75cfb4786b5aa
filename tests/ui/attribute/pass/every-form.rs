//! Every form of route attribute, in a crate that denies warnings.

#![deny(warnings, missing_docs, unreachable_pub, unused_qualifications)]

use actix_web::{
    App, HttpResponse, Responder, connect, delete, get, head, options, patch, post, put, query, route, routes, scope,
    web,
};
use cors_runtime::{cors, cross_origin};

cors! {
    /// The application's.
    pub const APP = {
        origins: ["https://app.example.com"],
        methods: [DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY, "PURGE"],
    };
}

macro_rules! verbs {
    ($($verb:ident $name:ident),+) => {
        $(
            #[cross_origin(APP)]
            #[$verb("/verbs")]
            async fn $name() -> HttpResponse {
                HttpResponse::Ok().finish()
            }
        )+

        fn verbs(config: &mut web::ServiceConfig) {
            config$(.service($name))+;
        }
    };
}

verbs!(
    delete deletes, get gets, head heads, options asks, patch patches, post posts, put puts, query queries
);

/// Browsers send no CONNECT, so no policy can list it.
#[cross_origin(none)]
#[connect("/connect")]
async fn connects() -> impl Responder {
    "connect"
}

#[cross_origin(APP)]
#[route("/route", method = "GET", method = "PURGE", name = "cache")]
async fn several() -> impl Responder {
    "several"
}

/// With documentation.
#[cross_origin(APP)]
#[routes]
#[get("/a/{id}")]
#[put("/b/{id}", name = "b")]
async fn paths(id: web::Path<u32>) -> String {
    id.to_string()
}

#[cross_origin(APP)]
#[actix_web::get("/qualified")]
async fn qualified() -> impl Responder {
    "qualified"
}

#[cross_origin(APP)]
#[::actix_web::post("/qualified",)]
async fn with_a_comma() -> impl Responder {
    "with a comma"
}

#[scope("/scope")]
mod scoped {
    use actix_web::{Responder, get};
    use cors_runtime::cross_origin;

    #[cross_origin(super::APP)]
    #[get("/x")]
    pub async fn read() -> impl Responder {
        "scoped"
    }

    #[cross_origin(none)]
    #[get("/y")]
    pub async fn internal() -> impl Responder {
        "internal"
    }
}

/// A policy that is a constant of a type.
pub struct Tenant;

impl Tenant {
    const POLICY: cors_runtime::Policy = APP;
}

#[cross_origin(Tenant::POLICY)]
#[get("/associated")]
async fn associated() -> impl Responder {
    "associated"
}

#[cross_origin(<Tenant>::POLICY)]
#[get("/qualified-self")]
async fn of_a_type() -> impl Responder {
    "of a type"
}

fn main() {
    let app = App::new()
        .configure(verbs)
        .service(connects)
        .service(several)
        .service(paths)
        .service(qualified)
        .service(with_a_comma)
        .service(scoped::read)
        .service(scoped::internal)
        .service(associated)
        .service(of_a_type);
    drop(app);
}
