//! The API: the same resources once for each policy.

use actix_web::error::ErrorInternalServerError;
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::expected::Plan;
use crate::policies;

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.route("/session", web::post().to(session));
    for (policy, _) in policies::ALL {
        config.service(
            web::scope(policy.name())
                .service(web::resource("/items").to(items))
                .route("/error", web::get().to(error))
                .route("/redirect", web::get().to(redirect))
                .route("/redirect-away", web::get().to(redirect_away))
                .wrap(policy),
        );
    }
}

/// Sets the cookie that requests with credentials send. It is `SameSite=None`, as for an API on another site, and
/// `Partitioned`, because browsers block plain third-party cookies. So only the policy keeps other pages from using it.
async fn session() -> HttpResponse {
    let cookie = "session=playground; Path=/; SameSite=None; Secure; Partitioned; HttpOnly";
    HttpResponse::NoContent().insert_header((header::SET_COOKIE, cookie)).finish()
}

/// Answers every method, with headers of which pages may read only some.
async fn items(req: HttpRequest) -> HttpResponse {
    let cookies = req.headers().get_all(header::COOKIE).map(HeaderValue::as_bytes);
    let cookie = cookies.flat_map(|line| line.split(|byte| *byte == b';')).any(is_session);
    let method = req.method();
    let mut response = if method == Method::POST { HttpResponse::Created() } else { HttpResponse::Ok() };
    response
        .insert_header(("x-request-id", "7"))
        .insert_header(("x-internal", "not for pages"))
        .insert_header((header::SET_COOKIE, "seen=1; Path=/; SameSite=None; Secure; Partitioned"))
        .content_type("application/json")
        .body(format!(r#"{{"method":"{method}","cookie":{cookie}}}"#))
}

fn is_session(cookie: &[u8]) -> bool {
    cookie.trim_ascii() == b"session=playground"
}

async fn error() -> actix_web::Result<HttpResponse> {
    Err(ErrorInternalServerError("out of order\n"))
}

async fn redirect(req: HttpRequest) -> HttpResponse {
    let to = format!("items?{}", req.query_string());
    HttpResponse::Found().insert_header((header::LOCATION, to)).finish()
}

/// Redirects to the same resource on another site.
async fn redirect_away(req: HttpRequest, plan: web::Data<Plan>) -> HttpResponse {
    let path = req.path().trim_end_matches("redirect-away");
    let to = format!("{}{path}items?{}", plan.cdn, req.query_string());
    HttpResponse::Found().insert_header((header::LOCATION, to)).finish()
}
