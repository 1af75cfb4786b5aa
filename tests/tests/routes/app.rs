//! An application with every form of the attribute.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, HttpResponse, delete, get, options, post, route, routes, web};
use cors_runtime::{Policy, cors, cross_origin};
use cors_tests::actix::auth;

cors! {
    const APP = {
        origins: ["https://app.example.com", "https://*.preview.example.com"],
        methods: [GET, PUT, OPTIONS],
        headers: ["content-type"],
        expose: ["x-request-id"],
    };

    const ADMIN = {
        origins: ["https://admin.example.com"],
        methods: [POST, DELETE, "PURGE"],
        credentials: true,
        max_age: 10m,
        preflight_status: 200,
    };

    const EVERYWHERE = { origins: any, methods: any };
}

#[cross_origin(APP)]
#[get("/item")]
async fn read() -> &'static str {
    "read"
}

#[cross_origin(ADMIN)]
#[post("/item")]
async fn write() -> &'static str {
    "write"
}

#[cross_origin(none)]
#[delete("/item")]
async fn internal() -> &'static str {
    "internal"
}

#[cross_origin(ADMIN)]
#[route("/cache", method = "PURGE", method = "DELETE")]
async fn purge() -> &'static str {
    "purge"
}

#[cross_origin(APP)]
#[routes]
#[get("/users/{id}")]
#[get("/people/{id}", name = "person")]
#[put("/users/{id}")]
async fn user(id: web::Path<u32>) -> String {
    format!("user {id}")
}

#[cross_origin(EVERYWHERE)]
#[actix_web::patch("/open")]
async fn open() -> &'static str {
    "open"
}

#[cross_origin(APP)]
#[options("/menu")]
async fn menu() -> &'static str {
    "menu"
}

#[cross_origin(APP)]
#[get("/menu")]
async fn dishes() -> &'static str {
    "dishes"
}

#[cross_origin(APP)]
#[get("/late")]
async fn late() -> &'static str {
    "late"
}

#[options("/late")]
async fn unannotated() -> &'static str {
    "unannotated"
}

#[options("/early")]
async fn too_early() -> &'static str {
    "too early"
}

#[cross_origin(APP)]
#[get("/early")]
async fn early() -> &'static str {
    "early"
}

/// Attributes of other crates have the names of actix-web's: `#[fastrace::trace]` is one. `rust_analyzer`'s do nothing.
#[cross_origin(none)]
#[rust_analyzer::trace("traced")]
#[get("/traced")]
#[rust_analyzer::trace]
#[rust_analyzer::trace(name = "traced")]
#[rust_analyzer::trace("traced")]
#[rust_analyzer::route("traced", kind = "traced")]
async fn traced() -> &'static str {
    "traced"
}

#[cross_origin(none)]
#[routes]
#[get("/traced-too")]
#[rust_analyzer::trace]
#[rust_analyzer::trace("traced")]
async fn traced_too() -> &'static str {
    "traced too"
}

/// A policy that is a constant of a type.
struct Tenant;

impl Tenant {
    const POLICY: Policy = APP;
}

#[cross_origin(Tenant::POLICY)]
#[get("/associated")]
async fn associated() -> &'static str {
    "associated"
}

#[cross_origin(APP)]
#[get("/private", wrap = "from_fn(auth)")]
async fn private() -> &'static str {
    "private"
}

#[cross_origin(APP)]
#[get("/twice", wrap = "from_fn(inner)", wrap = "from_fn(outer)")]
async fn twice() -> &'static str {
    "twice"
}

#[cross_origin(APP)]
#[get("/guarded", guard = "on_this_host", guard = "at_this_port")]
async fn guarded() -> &'static str {
    "guarded"
}

/// The resource after `guarded`. It would take the preflights of `guarded` too.
#[route("/guarded", method = "GET", method = "OPTIONS")]
async fn anything() -> &'static str {
    "anything"
}

#[cross_origin(APP)]
#[get("/fails")]
async fn fails() -> Result<HttpResponse, Error> {
    Err(actix_web::error::ErrorImATeapot("no"))
}

#[get("/plain")]
async fn plain() -> &'static str {
    "plain"
}

#[actix_web::scope("/scoped")]
mod scoped {
    use super::{ADMIN, APP};
    use actix_web::{get, post};
    use cors_runtime::cross_origin;

    #[cross_origin(APP)]
    #[get("/thing")]
    pub async fn read() -> &'static str {
        "scoped read"
    }

    #[cross_origin(ADMIN)]
    #[post("/thing")]
    pub async fn write() -> &'static str {
        "scoped write"
    }

    #[cross_origin(none)]
    #[get("/internal")]
    pub async fn internal() -> &'static str {
        "scoped internal"
    }
}

fn on_this_host(ctx: &actix_web::guard::GuardContext<'_>) -> bool {
    ctx.head().headers().get("host").is_none_or(|host| host != "elsewhere.example")
}

fn at_this_port(ctx: &actix_web::guard::GuardContext<'_>) -> bool {
    ctx.head().headers().get("x-port").is_none()
}

async fn tagged(
    tag: &'static str,
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let mut res = next.call(req).await?;
    let value = actix_web::http::header::HeaderValue::from_static(tag);
    res.headers_mut().append(actix_web::http::header::HeaderName::from_static("x-wrapped"), value);
    Ok(res)
}

async fn inner(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    tagged("inner", req, next).await
}

async fn outer(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    tagged("outer", req, next).await
}

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(read)
        .service(write)
        .service(internal)
        .service(purge)
        .service(user)
        .service(open)
        .service(menu)
        .service(dishes)
        .service(late)
        .service(unannotated)
        .service(too_early)
        .service(early)
        .service(traced)
        .service(traced_too)
        .service(associated)
        .service(private)
        .service(twice)
        .service(guarded)
        .service(anything)
        .service(fails)
        .service(plain)
        .service(scoped::read)
        .service(scoped::write)
        .service(scoped::internal);
}
