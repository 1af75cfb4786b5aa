//! The service that bytes and connections are tried on: a wrapped scope with exceptions before it.

use std::sync::LazyLock;

use actix_web::http::{Method, StatusCode};
use actix_web::middleware::from_fn;
use actix_web::{App, HttpRequest, HttpResponse, error, put, web};
use axum::Router;
use axum::extract::Request;
use cors_runtime::{cors, cross_origin, skip_preflights};
use cors_tests::actix::auth;
use cors_tests::actix_server::ActixServer;
use cors_tests::tower_server::TowerServer;

cors! {
    const OUTER = {
        origins: ["https://out.example", "https://*.out.example"],
        methods: [GET, PUT, "PURGE"],
        headers: ["content-type"],
        credentials: true,
    };
    const INNER = { origins: ["https://in.example"], methods: [PUT] };
}

/// What the application makes of a request: the answer to anything that is not a preflight.
async fn echo(request: HttpRequest) -> HttpResponse {
    HttpResponse::Ok().body(format!("{} {}", request.method(), request.path()))
}

#[cross_origin(INNER)]
#[put("/own/{id}")]
async fn own(request: HttpRequest) -> HttpResponse {
    echo(request).await
}

#[cross_origin(INNER)]
#[put("/x")]
async fn private(request: HttpRequest) -> HttpResponse {
    echo(request).await
}

async fn switching() -> HttpResponse {
    HttpResponse::build(StatusCode::SWITCHING_PROTOCOLS).finish()
}

async fn fails() -> actix_web::Result<HttpResponse> {
    Err(error::ErrorBadRequest("bad"))
}

async fn own_headers() -> HttpResponse {
    HttpResponse::Ok()
        .append_header(("Access-Control-Allow-Origin", "https://evil.example"))
        .append_header(("Access-Control-Allow-Origin", "*"))
        .append_header(("Access-Control-Allow-Credentials", "true"))
        .finish()
}

/// With two listeners.
pub(crate) static SERVER: LazyLock<ActixServer> = LazyLock::new(|| {
    ActixServer::start(2, || {
        App::new()
            .service(own)
            .service(
                web::scope("/auth")
                    .service(private)
                    .route("/options", web::method(Method::OPTIONS).to(echo))
                    .wrap(skip_preflights(from_fn(auth))),
            )
            .service(
                web::scope("")
                    .route("/what/switching", web::to(switching))
                    .route("/what/error", web::to(fails))
                    .route("/what/own-headers", web::to(own_headers))
                    .default_service(web::to(echo))
                    .wrap(OUTER),
            )
    })
});

/// The same around everything, on axum.
pub(crate) static AXUM: LazyLock<TowerServer> = LazyLock::new(|| {
    let router = Router::new()
        .fallback(async |request: Request| format!("{} {}", request.method(), request.uri().path()));
    TowerServer::start(async move |listener| {
        axum::serve(listener, router.layer(OUTER)).await.expect("axum serves");
    })
});

pub(crate) const OUT: &str = "Origin: https://out.example\r\n";
pub(crate) const IN: &str = "Origin: https://in.example\r\n";
pub(crate) const METHOD: &str = "Access-Control-Request-Method: PUT\r\n";
