//! Routes with policies of their own: a public read and a credentialed write on one path, an internal route without
//! CORS, a policy for everything else, and authentication both inside the policies and around them.
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
use cors_examples::Failure;
use cors_runtime::{cors, cross_origin, preflights_past};

cors! {
    /// Anyone may read, nobody sends cookies.
    pub const PUBLIC = { origins: any, methods: [GET] };

    /// Editors write from their own site, with their session.
    pub const EDITORS = {
        origins: ["https://edit.example.com"],
        methods: [POST, DELETE],
        headers: ["content-type"],
        credentials: true,
        max_age: 10m,
    };

    /// The back office. One field differs.
    pub const ADMIN = { origins: ["https://admin.example.com"], methods: [PUT], ..EDITORS };

    /// What no route says otherwise.
    pub const FALLBACK = { origins: ["https://app.example.com"] };

    expect PUBLIC { deny POST from "https://edit.example.com"; }
    expect EDITORS { deny GET from "https://edit.example.com"; deny POST from "https://app.example.com"; }
    expect ADMIN { deny PUT from "https://edit.example.com"; }
}

/// Anyone may read.
#[cross_origin(PUBLIC)]
#[get("/articles")]
async fn list() -> impl Responder {
    web::Json(["CORS in an hour"])
}

/// The same path, another policy. Authentication stands on the route, and the policy outside it by itself: a preflight,
/// which never carries the session, is answered before the session is looked for, and a 401 can be read by the page.
#[cross_origin(EDITORS)]
#[post("/articles", wrap = "from_fn(session)")]
async fn add() -> impl Responder {
    HttpResponse::Created().body("added\n")
}

/// A route's methods are checked against its policy when this is compiled: with `#[put(…)]` it would not build.
#[cross_origin(EDITORS)]
#[delete("/articles/{id}", wrap = "from_fn(session)")]
async fn remove(id: web::Path<u32>) -> impl Responder {
    format!("removed {id}\n")
}

/// No page of another origin reads this, whatever is wrapped around it.
#[cross_origin(none)]
#[get("/metrics")]
async fn metrics() -> impl Responder {
    "articles 1\n"
}

/// Authentication stands around the whole `/admin` scope. Its preflights go past it, and nothing else does.
#[cross_origin(ADMIN)]
#[put("/settings")]
async fn settings() -> impl Responder {
    "saved\n"
}

/// No policy of its own: the one around the app speaks.
#[get("/about")]
async fn about() -> impl Responder {
    "an example\n"
}

/// Stands for real authentication: whoever has any session may go on.
async fn session(
    request: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    if request.cookie("session").is_none() {
        return Err(error::ErrorUnauthorized("who are you?\n"));
    }
    next.call(request).await
}

#[actix_web::main]
async fn main() -> Result<(), Failure> {
    let (listener, base) = cors_examples::listen(8080)?;
    let server = HttpServer::new(|| {
        App::new()
            .service(list)
            .service(add)
            .service(remove)
            .service(metrics)
            .service(about)
            .service(web::scope("/admin").service(settings).wrap(preflights_past(from_fn(session))))
            .wrap(FALLBACK)
    })
    .workers(2)
    .listen(listener)?
    .run();
    println!(
        "Listening on {base}\n\n{PUBLIC}\n\n{EDITORS}\n\n{ADMIN}\n\n{FALLBACK}\n\n{}",
        lines_to_try(&base)
    );
    server.await?;
    Ok(())
}

/// What to type in another terminal.
fn lines_to_try(base: &str) -> String {
    format!(
        "Try, in another terminal:

# One path, two policies: anyone reads …
curl -i {base}/articles -H 'Origin: https://anyone.example'

# … and editors write, which their browsers ask first. Without a session, the answer is a 401 that their page can read.
curl -i -X OPTIONS {base}/articles -H 'Origin: https://edit.example.com' -H 'Access-Control-Request-Method: POST'
curl -i -X POST {base}/articles -H 'Origin: https://edit.example.com'
curl -i -X POST {base}/articles -H 'Origin: https://edit.example.com' -H 'Cookie: session=1'

# Refused: nobody may DELETE the list, whoever asks.
curl -i -X OPTIONS {base}/articles -H 'Origin: https://edit.example.com' -H 'Access-Control-Request-Method: DELETE'

# Past the authentication around /admin goes the preflight, and nothing else.
curl -i -X OPTIONS {base}/admin/settings -H 'Origin: https://admin.example.com' -H 'Access-Control-Request-Method: PUT'
curl -i -X PUT {base}/admin/settings -H 'Origin: https://admin.example.com'
"
    )
}

#[cfg(test)]
mod tests {
    use cors_runtime::testing::audit;

    use super::{ADMIN, EDITORS, FALLBACK, PUBLIC};

    #[test]
    fn hostile_origins_get_nothing() {
        for policy in [EDITORS, ADMIN, FALLBACK] {
            audit(policy, "https://api.example.com").assert_nothing_granted();
        }
        audit(PUBLIC, "https://api.example.com").assert_no_credentials_granted();
    }
}
