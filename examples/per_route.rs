//! Which policy a request meets: policies for the methods of one path, exceptions beside a wrapped scope,
//! authentication inside a policy, outside it, and around routes with their own policies, and what happens to a policy
//! inside another.
//!
//! ```text
//! cargo run -p cors-examples --example per_route
//! cargo run -p cors-examples --example per_route -- --address 127.0.0.1 --port 8080
//! ```
//!
//! It prints where it listens and `curl` lines to try.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::{Next, from_fn};
use actix_web::{App, Error, HttpResponse, HttpServer, Responder, delete, error, get, post, put, web};
use cors_examples::{Failure, STOP};
use cors_runtime::{cors, cross_origin, skip_preflights};

cors! {
    /// Anyone may read, without cookies.
    pub const PUBLIC = { origins: any, methods: [GET] };

    /// The web app, with the user's session.
    pub const APP = {
        origins: ["https://app.example.com"],
        methods: [GET, PUT],
        headers: ["content-type"],
        credentials: true,
    };

    /// Editors write from their own site.
    pub const EDITORS = { origins: ["https://edit.example.com"], methods: [POST, DELETE], ..APP };

    expect PUBLIC { deny POST from "https://edit.example.com"; }
    expect EDITORS { deny GET from "https://edit.example.com"; deny POST from "https://app.example.com"; }
}

// Policies for the methods of one path. Each route takes its own requests and the preflights that ask for its method.
//
// Browsers cache granted header names for a URL, not for one method of it. `PUBLIC` grants none. If it granted
// `content-type` with credentials, a page's JSON POST would be sent without a preflight to `EDITORS`. The write would
// then need its own path, or `PUBLIC` a `max_age: 0s`.

#[cross_origin(PUBLIC)]
#[get("/articles")]
async fn list() -> impl Responder {
    web::Json(["CORS in an hour"])
}

/// The authentication is on the route, and the policy is outside it: a preflight, which never has the session, is
/// answered before the session is checked, and an editor's page can read the 401.
#[cross_origin(EDITORS)]
#[post("/articles", wrap = "from_fn(session)")]
async fn add() -> impl Responder {
    HttpResponse::Created().body("added\n")
}

/// The compiler checks a route's methods against its policy: with `#[put(…)]` this would not build.
#[cross_origin(EDITORS)]
#[delete("/articles/{id}", wrap = "from_fn(session)")]
async fn remove(id: web::Path<u32>) -> impl Responder {
    format!("removed {id}\n")
}

// Two exceptions to the policy of the rest of the app.

#[cross_origin(PUBLIC)]
#[get("/status")]
async fn status() -> impl Responder {
    "up\n"
}

/// No page of another origin can read this.
#[cross_origin(none)]
#[get("/metrics")]
async fn metrics() -> impl Responder {
    "articles 1\n"
}

/// An exception that keeps the authentication of its scope.
#[cross_origin(PUBLIC)]
#[get("/avatar")]
async fn avatar() -> impl Responder {
    "(^_^)\n"
}

#[get("/profile")]
async fn profile() -> impl Responder {
    "you\n"
}

#[put("/profile")]
async fn rename() -> impl Responder {
    "renamed\n"
}

#[get("/about")]
async fn about() -> impl Responder {
    "an example\n"
}

/// A stand-in for real authentication: any session will do.
async fn session(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.cookie("session").is_none() {
        return Err(error::ErrorUnauthorized("who are you?\n"));
    }
    next.call(request).await
}

/// The router tries services in the order of registration, so exceptions come before the scope that they are exceptions
/// to.
fn routes(config: &mut web::ServiceConfig) {
    config
        .service(list)
        .service(add)
        .service(remove)
        // Beside the last scope, which has the policy `APP`.
        .service(status)
        .service(metrics)
        // Authentication inside the policy: the policy answers preflights, and its pages can read a 401.
        .service(web::scope("/inside").service(profile).service(rename).wrap(from_fn(session)).wrap(APP))
        // Outside the policy: preflights skip the authentication, and its 401 cannot be read.
        .service(
            web::scope("/outside")
                .service(web::scope("").service(profile).service(rename).wrap(APP))
                .wrap(skip_preflights(from_fn(session))),
        )
        // Around routes with their own policies: an exception, beside the scope as always, keeps the authentication.
        .service(
            web::scope("/around")
                .service(avatar)
                .service(web::scope("").service(profile).service(rename).wrap(APP))
                .wrap(skip_preflights(from_fn(session))),
        )
        // A mistake: the exception is inside the scope. Every request gets a 500 that says what to do.
        .service(web::scope("/mistake").service(avatar).service(profile).wrap(APP))
        .service(web::scope("").service(about).wrap(APP));
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    let (listener, base) = cors_examples::listen(8080)?;
    let server = HttpServer::new(|| App::new().configure(routes)).workers(2).listen(listener)?.run();
    println!("Listening on {base}\n\n{PUBLIC}\n\n{APP}\n\n{EDITORS}\n\n{}", lines_to_try(&base));
    server.await?;
    Ok(())
}

/// What to type in another terminal.
fn lines_to_try(base: &str) -> String {
    let (app, edit) = ("-H 'Origin: https://app.example.com'", "-H 'Origin: https://edit.example.com'");
    let (any, asks) =
        ("-H 'Origin: https://anyone.example'", "-X OPTIONS -H 'Access-Control-Request-Method:");
    format!(
        "Try, in another terminal:

# One path, two policies: anyone may read, and editors write after a preflight. Without a session, their page gets a 401.
curl -i {base}/articles {any}
curl -i {base}/articles {asks} POST' {edit}
curl -i -X POST {base}/articles {edit}
curl -i -X POST {base}/articles {edit} -H 'Cookie: session=1'
curl -i {base}/articles {asks} POST' {app}

# The app may read everything, with two exceptions: anyone may read the status, and no page may read the metrics.
curl -i {base}/about {app}
curl -i {base}/status {any}
curl -i {base}/metrics {app}

# Authentication inside the policy and outside it: both preflights are granted, but only one 401 can be read.
curl -i {base}/inside/profile {asks} PUT' {app}
curl -i {base}/outside/profile {asks} PUT' {app}
curl -i -X PUT {base}/inside/profile {app}
curl -i -X PUT {base}/outside/profile {app}

# Around routes with their own policies: an exception that needs a session too.
curl -i {base}/around/avatar {any}
curl -i {base}/around/avatar {any} -H 'Cookie: session=1'

# An exception inside the wrapped scope is a mistake: every request to it is a 500.
curl -i {base}/mistake/avatar

{STOP}
"
    )
}

#[cfg(test)]
mod tests {
    use cors_audit::audit;

    use super::{APP, EDITORS, PUBLIC};

    #[test]
    fn hostile_origins_get_nothing() {
        for policy in [APP, EDITORS] {
            audit(policy, "https://api.example.com").assert_nothing_granted();
        }
        audit(PUBLIC, "https://api.example.com").assert_no_credentials_granted();
    }
}
